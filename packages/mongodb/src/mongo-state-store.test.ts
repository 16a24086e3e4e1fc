import { MongoClient } from 'mongodb';
import { afterEach, expect, it, vi } from 'vitest';
import { Collections } from './collections.ts';
import { MongoStateStore } from './mongo-state-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('A change that is never answered may have been carried out', async () => {
  const client = new MongoClient('mongodb://127.0.0.1:1');
  vi.spyOn(client, 'withSession').mockReturnValue(new Promise(() => undefined));
  vi.useFakeTimers();
  const saved = new MongoStateStore(client, new Collections(client.db('any')))
    .save([])
    .catch((error) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await saved).toMatchObject({ kind: 'unavailable', code: 'outcome-unknown' });
});
