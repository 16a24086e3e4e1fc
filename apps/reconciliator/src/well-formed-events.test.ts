import type { ReadPathContext, RecordedEvent } from '@tools-provider/event-sourcing';
import { expect, it } from 'vitest';
import { wellFormedEvents } from './well-formed-events.ts';

const at = { updatedAt: '2026-11-21T10:00:00.000Z', updatedBy: 'otto' };

/** Tells an event to the behaviour; answers whether it came through. */
async function tell(type: string, data: unknown): Promise<boolean> {
  const event = { id: 'e', type, data, stream: 's', revision: 1 } as RecordedEvent;
  let hasCome = false;
  await wellFormedEvents(event, { event } as ReadPathContext, async () => {
    hasCome = true;
  });
  return hasCome;
}

it('lets events pass whose data are what their type holds, with further fields, and those of types without a schema', async () => {
  expect(await tell('group.updated.v1', { name: 'New', ...at })).toBe(true);
  expect(await tell('group.updated.v1', { name: 'New', further: 1, ...at })).toBe(true);
  expect(await tell('counter.counted.v1', { by: 'many' })).toBe(true);
});

it.each([
  ['a field of another type', { name: 42, ...at }, '/name'],
  ['a field that is missing', { name: 'New', updatedBy: 'otto' }, '/updatedAt'],
  ['a time that is none', { ...at, updatedAt: 'yesterday' }, '/updatedAt'],
])('stops an event with %s, and names the place', async (_, data, place) => {
  await expect(tell('group.updated.v1', data)).rejects.toMatchObject({
    name: 'EventProcessingError',
    code: 'undecodable',
    message: expect.stringContaining(place),
  });
});
