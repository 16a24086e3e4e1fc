import { randomUUID } from 'node:crypto';
import { writtenToolGroup } from '@tools-provider/contracts';
import { evolveToolGroup, initialToolGroup, streamName, type ToolGroupEvent } from '@tools-provider/domain';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const GROUPS = '/api/v1/tool-groups';
const WRITERS = 50;
const DEFINITION = {
  name: 'Replaced',
  description: 'whole',
  selectors: [{ id: 'second', methodPattern: 'GET' }, { id: 'first' }],
  explicitToolIds: ['crm:get'],
  excludedTools: [{ toolId: 'crm:drop', reason: 'Too dangerous' }],
};

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

async function newGroup(payload: object = {}): Promise<string> {
  const created = await system.operator('POST', GROUPS, { payload: { name: 'Contested', ...payload } });
  expect(created.statusCode).toBe(201);
  return created.json().id;
}

const eventsOf = (id: string) =>
  Array.fromAsync(system.eventStore.read(streamName({ aggregate: 'tool-group', id })));

const put = (id: string, headers: Record<string, string>, payload: object = DEFINITION) =>
  system.operator('PUT', `${GROUPS}/${id}`, { payload, headers });

const statusesOf = (answers: readonly LightMyRequestResponse[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ statusCode }) => statusCode)).map(([status, list]) => [
      status,
      list?.length,
    ]),
  );

describe('a definition that is PUT', () => {
  it('becomes what the group is, in its order, by one append of the differences', async () => {
    const id = await newGroup({ selectors: [{ id: 'first' }, { id: 'other' }], explicitToolIds: ['a:b'] });
    const answer = await put(id, { 'if-match': '"3"' });
    expect(answer.statusCode).toBe(200);
    const group = writtenToolGroup.strict().parse(answer.json());
    const { explicitToolIds: _, ...lists } = DEFINITION;
    expect(group).toMatchObject({ ...lists, revision: 10 });
    expect(group.explicitTools.map(({ toolId }) => toolId)).toEqual(['crm:get']);
    expect(answer.headers.etag).toBe('"10"');
    const added = (await eventsOf(id)).slice(4);
    expect(new Set(added.map(({ metadata }) => metadata.commandId)).size).toBe(1);
    expect(added.map(({ type }) => type)).toEqual([
      'group.updated.v1',
      'group.selector.removed.v1',
      'group.selector.added.v1',
      'group.selectors.reordered.v1',
      'group.tool.removed.v1',
      'group.tool.added.v1',
      'group.tool.excluded.v1',
    ]);
    const again = await put(id, { 'if-match': '"10"' });
    expect([again.statusCode, again.json()]).toEqual([200, answer.json()]);
    expect(await eventsOf(id)).toHaveLength(11);
  });

  it('is refused without the revision it replaces, and with one that is past, and changes nothing', async () => {
    const id = await newGroup();
    await system.operator('PATCH', `${GROUPS}/${id}`, { payload: { description: 'newer' } });
    const without = await put(id, {});
    expect([without.statusCode, without.json()]).toEqual([
      428,
      expect.objectContaining({
        code: 'precondition-required',
        errors: [expect.objectContaining({ pointer: 'If-Match:' })],
      }),
    ]);
    const stale = await put(id, { 'if-match': '"0"' });
    expect([stale.statusCode, stale.json().currentRevision]).toEqual([412, 1]);
    expect(await eventsOf(id)).toHaveLength(2);
    expect((await put(id, { 'if-match': '*' })).statusCode).toBe(200);
  });

  it('is invalid as a whole when a part of it is, with the place', async () => {
    const id = await newGroup();
    const selectors = [{ id: 'same' }, { id: 'same', methodPattern: 'GET' }];
    const twice = await put(id, { 'if-match': '"0"' }, { ...DEFINITION, selectors });
    expect([twice.statusCode, twice.json()]).toEqual([
      400,
      expect.objectContaining({
        code: 'duplicate-entry',
        errors: [expect.objectContaining({ pointer: '/selectors/1/id' })],
      }),
    ]);
    const explicitToolIds = Array.from({ length: 501 }, (_, n) => `crm:${n}`);
    const large = await put(id, { 'if-match': '"0"' }, { ...DEFINITION, explicitToolIds });
    expect([large.statusCode, large.json().code]).toEqual([413, 'append-too-large']);
    expect(await eventsOf(id)).toHaveLength(1);
  });
});

describe('fifty who write to one group at once', () => {
  it('and say what they have seen: exactly one of them is heard each time', async () => {
    const id = await newGroup();
    for (let round = 0; round < 4; round += 1) {
      const headers = { 'if-match': `"${round}"` };
      const answers = await Promise.all(
        Array.from({ length: WRITERS }, (_, n) =>
          n % 2 === 0
            ? system.operator('PATCH', `${GROUPS}/${id}`, {
                payload: { description: `${round}/${n}` },
                headers,
              })
            : put(id, headers, {
                name: 'Contested',
                description: `${round}/${n}`,
                selectors: [],
                explicitToolIds: [],
                excludedTools: [],
              }),
        ),
      );
      expect(statusesOf(answers)).toEqual({ 200: 1, 412: WRITERS - 1 });
      const winner = answers.find(({ statusCode }) => statusCode === 200)?.json();
      expect(winner.revision).toBe(round + 1);
      const events = await eventsOf(id);
      expect(events).toHaveLength(round + 2);
      expect(events.at(-1)?.data).toMatchObject({ description: winner.description });
    }
  });

  it('and do not: each is heard or told of the conflict, and the stream holds what was answered', async () => {
    const id = await newGroup();
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, n) =>
        system.operator('PUT', `${GROUPS}/${id}/tools/${encodeURIComponent(`crm:${n}`)}`),
      ),
    );
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
    const heard = answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json());
    expect(heard.length).toBeGreaterThan(0);
    const events = await eventsOf(id);
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, n) => n));
    expect(heard.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(
      events.slice(1).map(({ revision }) => revision),
    );
    for (const { revision, explicitTools } of heard) {
      const state = (events as unknown as ToolGroupEvent[])
        .slice(0, revision + 1)
        .reduce(evolveToolGroup, initialToolGroup);
      expect(explicitTools.map(({ toolId }: { toolId: string }) => toolId)).toEqual(
        state.explicitTools.map(({ toolId }) => toolId),
      );
    }
  });
});

describe('the same key ten times at once, and once more after a restart', () => {
  it.each([
    ['PUT', (id: string) => `${GROUPS}/${id}`, DEFINITION],
    ['POST', () => GROUPS, { name: 'Once', selectors: [{ namePattern: 'a*' }] }],
    ['POST', (id: string) => `${GROUPS}/${id}/selectors`, { namePattern: 'b*' }],
  ] as const)('is one set of events and one answer: %s %s', async (method, urlOf, payload) => {
    const id = await newGroup();
    const request = { payload, headers: { 'idempotency-key': randomUUID(), 'if-match': '"0"' } };
    const send = (to: Pick<System, 'operator'>) => to.operator(method, urlOf(id), request);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(system)));
    const [first] = answers as [LightMyRequestResponse];
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(first.statusCode).toBe(urlOf(id) === GROUPS ? 201 : 200);
    const subject = first.json().id;
    const before = await eventsOf(subject);

    await withNewApi(async (operator) => {
      const again = await send({ operator });
      expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([
        first.statusCode,
        first.body,
        'true',
      ]);
    });
    expect(await eventsOf(subject)).toEqual(before);
    expect(before.at(-1)?.revision).toBe(first.json().revision);
  });
});

/** Another api over the same stores, which remembers nothing. */
async function withNewApi(use: (operator: System['operator']) => Promise<void>): Promise<void> {
  const another = await system.anotherApi();
  const authorization = `Bearer ${await system.tokenOf('operator')}`;
  await use((method, url, { payload, headers } = {}) =>
    another.nobody(method, url, {
      headers: { authorization, ...headers },
      ...(payload === undefined ? {} : { payload }),
    }),
  );
  await another.close();
}
