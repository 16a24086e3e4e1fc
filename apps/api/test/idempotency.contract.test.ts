import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Send, type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const withKey = (key: string, more: Record<string, string> = {}) => ({
  headers: { 'idempotency-key': key, ...more },
});

async function newGroup(send: Send = system.operator): Promise<string> {
  const created = await send('POST', '/api/v1/tool-groups', { payload: { name: 'Keyed' } });
  return created.json().id;
}

const eventsOf = (id: string) =>
  Array.fromAsync(system.eventStore.read(streamName({ aggregate: 'tool-group', id })));

describe('a request with an Idempotency-Key', () => {
  it('that creates is answered as it was first, however often it comes and whatever has happened since', async () => {
    const request = {
      payload: { name: 'Once', selectors: [{ namePattern: 'a*' }] },
      ...withKey(randomUUID()),
    };
    const first = await system.operator('POST', '/api/v1/tool-groups', request);
    const { id } = first.json();
    await system.operator('PATCH', `/api/v1/tool-groups/${id}`, { payload: { name: 'Renamed' } });
    await system.admin('DELETE', `/api/v1/tool-groups/${id}`);

    const again = await system.operator('POST', '/api/v1/tool-groups', request);
    expect([again.statusCode, again.json(), again.headers.location, again.headers.etag]).toEqual([
      201,
      first.json(),
      first.headers.location,
      '"1"',
    ]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await eventsOf(id)).toHaveLength(4);
  });

  it('that changes is not carried out again, although it would have an effect by now and what it has seen is long past', async () => {
    const id = await newGroup();
    const request = { payload: { description: 'mine' }, ...withKey(randomUUID(), { 'if-match': '"0"' }) };
    const first = await system.operator('PATCH', `/api/v1/tool-groups/${id}`, request);
    await system.operator('PATCH', `/api/v1/tool-groups/${id}`, { payload: { description: 'theirs' } });

    const again = await system.operator('PATCH', `/api/v1/tool-groups/${id}`, request);
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    expect(again.json()).toMatchObject({ revision: 1, description: 'mine' });
    expect(await eventsOf(id)).toHaveLength(3);

    const { headers: _, ...keyless } = request;
    expect((await system.operator('PATCH', `/api/v1/tool-groups/${id}`, keyless)).json().revision).toBe(3);
  });

  it('and another body than the first is refused, and nothing is done', async () => {
    const id = await newGroup();
    const key = withKey(randomUUID());
    await system.operator('PATCH', `/api/v1/tool-groups/${id}`, { payload: { description: 'one' }, ...key });
    const other = await system.operator('PATCH', `/api/v1/tool-groups/${id}`, {
      payload: { description: 'two' },
      ...key,
    });
    expect([other.statusCode, other.json().code]).toEqual([422, 'command-id-reused']);
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it('is its caller’s, method’s and path’s own: the same key elsewhere is another one', async () => {
    const [one, other] = [await newGroup(), await newGroup()];
    const key = withKey(randomUUID());
    const request = { payload: { description: 'same' }, ...key };
    const answers = [
      await system.operator('PATCH', `/api/v1/tool-groups/${one}`, request),
      await system.operator('PATCH', `/api/v1/tool-groups/${other}`, request),
      await system.admin('POST', `/api/v1/tool-groups/${one}/deactivate`, key),
      await system.operator('POST', `/api/v1/tool-groups/${one}/activate`, key),
    ];
    expect(answers.map((answer) => [answer.statusCode, answer.headers['idempotency-replayed']])).toEqual(
      answers.map(() => [200, undefined]),
    );
  });

  it('sent ten times at once is carried out once', async () => {
    const request = { payload: { name: 'At once' }, ...withKey(randomUUID()) };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => system.operator('POST', '/api/v1/tool-groups', request)),
    );
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    const [first] = answers;
    expect(await eventsOf(first?.json().id)).toHaveLength(1);
  });

  it('that changed nothing leaves no trace', async () => {
    const id = await newGroup();
    const request = { payload: { name: 'Keyed' }, ...withKey(randomUUID()) };
    const path = `/api/v1/tool-groups/${id}`;
    expect((await system.operator('PATCH', path, request)).json().revision).toBe(0);
    await system.operator('PATCH', path, { payload: { name: 'Renamed' } });
    expect((await system.operator('PATCH', path, request)).json().revision).toBe(2);
  });

  it('may have it in quotation marks, as the draft of the header has it', async () => {
    const key = randomUUID();
    const request = { payload: { name: 'Quoted' } };
    const bare = await system.operator('POST', '/api/v1/tool-groups', { ...request, ...withKey(key) });
    const quoted = await system.operator('POST', '/api/v1/tool-groups', {
      ...request,
      ...withKey(`"${key}"`),
    });
    expect(quoted.json()).toEqual(bare.json());
  });

  it.each(['', ' ', 'a b', '"open', 'ü', 'x'.repeat(256)])('that is no key is refused: %j', async (key) => {
    const answer = await system.operator('POST', '/api/v1/tool-groups', {
      payload: { name: 'Never' },
      ...withKey(key),
    });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: 'Idempotency-Key:' })],
    ]);
  });
});
