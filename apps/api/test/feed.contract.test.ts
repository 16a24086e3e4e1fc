import { randomUUID } from 'node:crypto';
import { type CloudEvent, cloudEvent, feedPosition } from '@tools-provider/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStream } from './event-stream.ts';
import { type System, startSystem } from './system.ts';

const EVENTS = '/api/v1/events';

let system: System;
let token: string;

beforeAll(async () => {
  system = await startSystem();
  token = await system.tokenOf('viewer');
  await system.startWorker();
});

afterAll(() => system.stop());

/** Creates a group with three selectors, four events, and waits until they are in the feed. */
async function fourEvents(): Promise<string> {
  const selectors = ['a', 'b', 'c'].map((id) => ({ id, namePattern: id }));
  const created = await system.operator('POST', '/api/v1/tool-groups', {
    payload: { name: 'Fed', selectors },
  });
  const { id } = created.json();
  await system.viewer('GET', `/api/v1/tool-groups/${id}?minRevision=3`, { headers: { prefer: 'wait=10' } });
  return id;
}

async function pull(query: string): Promise<readonly CloudEvent[]> {
  const response = await system.viewer('GET', `${EVENTS}?${query}`);
  expect(response.statusCode).toBe(200);
  return response.json().map((event: unknown) => cloudEvent.parse(event));
}

describe('the feed', () => {
  it('gives one CloudEvent for each domain event, in order, as a batch', async () => {
    const subject = await fourEvents();
    const response = await system.viewer('GET', `${EVENTS}?subject=${subject}`);
    expect(response.headers['content-type']).toMatch('application/cloudevents-batch+json');
    const events = await pull(`subject=${subject}`);
    expect(events.map(({ type, revision }) => [type, revision])).toEqual([
      ['io.tools-provider.group.created.v1', 0],
      ['io.tools-provider.group.selector.added.v1', 1],
      ['io.tools-provider.group.selector.added.v1', 2],
      ['io.tools-provider.group.selector.added.v1', 3],
    ]);
  });

  it('is walked page by page without a gap, whatever the size of the page', async () => {
    await fourEvents();
    const walked: CloudEvent[] = [];
    let cursor = '';
    for (;;) {
      const page = await pull(`limit=3${cursor}`);
      if (page.length === 0) break;
      walked.push(...page);
      cursor = `&lastEventId=${walked.at(-1)?.id}`;
    }
    expect(walked.map(({ sequence }) => Number(sequence))).toEqual(walked.map((_, index) => index + 1));
    expect(walked.length).toBeGreaterThanOrEqual(4);
  });

  it('filters by type, and says up to where it has looked', async () => {
    await fourEvents();
    const all = await pull('limit=500');
    const response = await system.viewer('GET', `${EVENTS}?type=io.tools-provider.task.deleted.v1`);
    expect(response.json()).toEqual([]);
    expect(response.headers['feed-position']).toBe(all.at(-1)?.sequence);
  });

  it('gives the last events, and those before one, in the same order', async () => {
    const subject = await fourEvents();
    const all = await pull('limit=500');
    const last = await pull('direction=backward&limit=2');
    expect(last).toEqual(all.slice(-2));
    expect(await pull(`direction=backward&limit=3&lastEventId=${last[0]?.id}`)).toEqual(all.slice(-5, -2));
    const ofGroup = await pull(`direction=backward&subject=${subject}&limit=3`);
    expect(ofGroup.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    const stream = await EventStream.open(`${system.url}${EVENTS}?direction=backward`, token);
    expect(stream.response.status).toBe(400);
  });

  it('filters by what the events are about', async () => {
    const subject = await fourEvents();
    const groups = await pull('aggregate=tool-group&direction=backward&limit=4');
    expect(groups.map((event) => event.subject)).toEqual(Array(4).fill(subject));
    expect(await pull('aggregate=task')).toEqual([]);
    const type = 'io.tools-provider.group.created.v1';
    expect(await pull(`aggregate=task&type=${type}`)).toEqual([]);
    expect((await pull(`aggregate=tool-group&type=${type}`)).length).toBeGreaterThan(0);
  });

  it('refuses an id it does not hold instead of answering an empty page', async () => {
    const response = await system.viewer('GET', `${EVENTS}?lastEventId=${randomUUID()}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '?lastEventId' }] });
  });

  it('lets a caller wait for the next event, and answers as soon as there is one', async () => {
    const last = (await pull('limit=500')).at(-1)?.id ?? '';
    const waiting = pull(`lastEventId=${last}&timeout=20000`);
    const subject = await fourEvents();
    expect((await waiting)[0]).toMatchObject({ subject, revision: 0 });
  });

  it('answers an empty batch when the time is over', async () => {
    const last = (await pull('limit=500')).at(-1)?.id ?? '';
    expect(await pull(`lastEventId=${last}&timeout=100`)).toEqual([]);
  });

  it('is refused in forms it does not have', async () => {
    const response = await system.viewer('GET', EVENTS, { headers: { accept: 'application/xml' } });
    expect([response.statusCode, response.json().code]).toEqual([406, 'not-acceptable']);
  });

  it('is the same as an event stream: what was there, and then what comes, with the same ids', async () => {
    const before = await pull('limit=500');
    const stream = await EventStream.open(system.url + EVENTS, token);
    const subject = await fourEvents();
    const newest = (await pull(`subject=${subject}`)).at(-1);
    await stream.next(({ id }) => id === newest?.id);
    const streamed = stream.messages.filter(({ event }) => event === 'message');
    expect(streamed.map(({ data }) => data)).toMatchObject([
      ...before,
      ...(await pull(`subject=${subject}`)),
    ]);
    expect(streamed.every(({ id, data }) => cloudEvent.parse(data).id === id)).toBe(true);
    stream.close();
  });

  it('goes on in an event stream after the last id that came', async () => {
    const [first, second] = await pull('limit=2');
    const stream = await EventStream.open(system.url + EVENTS, token, { 'last-event-id': first?.id ?? '' });
    const next = await stream.next(({ event }) => event === 'message');
    expect(next.id).toBe(second?.id);
    stream.close();
  });

  it('refuses a Last-Event-ID it does not hold before the stream begins', async () => {
    const stream = await EventStream.open(system.url + EVENTS, token, { 'last-event-id': randomUUID() });
    expect(stream.response.status).toBe(400);
  });

  it('says in a filtered stream up to where it has looked, also when nothing matches', async () => {
    await fourEvents();
    const head = async () => Number((await pull('direction=backward&limit=1'))[0]?.sequence);
    const stream = await EventStream.open(`${system.url}${EVENTS}?aggregate=label`, token);
    const lookedUpTo = async (sequence: number) =>
      stream.next(
        ({ event, data }) => event === 'position' && feedPosition.parse(data).lookedUpTo === sequence,
      );
    await lookedUpTo(await head());
    await fourEvents();
    await lookedUpTo(await head());
    expect(stream.messages.filter(({ event }) => event === 'message')).toEqual([]);
    stream.close();
  });

  it('sends a stream only what is asked for', async () => {
    const subject = await fourEvents();
    await fourEvents();
    const type = 'io.tools-provider.group.selector.added.v1';
    const stream = await EventStream.open(`${system.url}${EVENTS}?subject=${subject}&type=${type}`, token);
    const third = (await pull(`subject=${subject}`)).at(-1);
    await stream.next(({ id }) => id === third?.id);
    const subjects = stream.messages
      .filter(({ event }) => event === 'message')
      .map(({ data }) => cloudEvent.parse(data));
    expect(subjects.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    stream.close();
  });
});
