import { toolGroupType } from '@tools-provider/domain';
import { EventSourcedRepository } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const WRITERS = 50;
const ROUNDS = 5;

let system: System;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.stop());

async function newGroup(): Promise<{ readonly id: string; readonly url: string }> {
  const created = await system.operator('POST', '/api/v1/tool-groups', {
    payload: { name: 'Wanted by many' },
  });
  return { id: created.json().id, url: created.headers.location as string };
}

/** All writers at once, each with a name of its own. */
function write(url: string, round: number, headers: Readonly<Record<string, string>>) {
  return Promise.all(
    Array.from({ length: WRITERS }, (_, writer) =>
      system.operator('PATCH', url, { headers, payload: { name: `Round ${round}, writer ${writer}` } }),
    ),
  );
}

describe('fifty who write to one group at once', () => {
  it('with If-Match: exactly one of them wins each round, and the others are told the newest revision', async () => {
    const { id, url } = await newGroup();
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await write(url, round, { 'if-match': `"${round}"` });
      const won = answers.filter(({ statusCode }) => statusCode === 200);
      expect(won.map((answer) => answer.json().revision)).toEqual([round + 1]);
      const lost = answers.filter(({ statusCode }) => statusCode !== 200).map((answer) => answer.json());
      for (const { code, status, currentRevision } of lost) {
        expect([code, status, currentRevision]).toEqual(['stale-revision', 412, round + 1]);
      }
      expect(lost).toHaveLength(WRITERS - 1);
      const group = await new EventSourcedRepository(toolGroupType, system.eventStore).get(id);
      expect([group.revision, group.state.name]).toEqual([round + 1, won[0]?.json().name]);
    }
  });

  it('without: each succeeds at a revision of its own or is told of the conflict, and the stream is what was answered', async () => {
    const { id, url } = await newGroup();
    const answers = await write(url, 0, {});
    const done = answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json());
    const refused = answers
      .filter(({ statusCode }) => statusCode !== 200)
      .map((answer) => answer.json().code);
    expect(new Set(refused)).toEqual(new Set(refused.length === 0 ? [] : ['revision-conflict']));
    expect(done.length).toBeGreaterThan(0);
    const inOrder = done.toSorted((one, other) => one.revision - other.revision);
    expect(inOrder.map(({ revision }) => revision)).toEqual(done.map((_, n) => n + 1));
    const stream = await Array.fromAsync(system.eventStore.read(`tools_provider-tool-group-${id}`));
    expect(stream.slice(1).map(({ data }) => (data as { readonly name: string }).name)).toEqual(
      inOrder.map(({ name }) => name),
    );
  });
});
