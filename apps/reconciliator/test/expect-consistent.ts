import { parseStreamName, taskType, toolGroupType } from '@tools-provider/domain';
import type { ReadDocument, RecordedEvent } from '@tools-provider/event-sourcing';
import { expect } from 'vitest';
import type { EmbeddedStores } from './embedded-stores.ts';
import { wholeFeed } from './projected.ts';

/** Where the documents of each aggregate are, and how its stream is folded. */
const AGGREGATES = {
  'tool-group': { collection: 'tool-groups', type: toolGroupType },
  task: { collection: 'tasks', type: taskType },
} as const;

/** The streams of aggregates, each with the last revision that some command was told of. */
type Heads = ReadonlyMap<string, number>;

/**
 * What must be true once everything is projected, whatever has happened on the way: no acknowledged event is missing in the log, every
 * document equals its folded stream, and the feed holds each event once, in the order of its stream, with numbers that leave out none.
 */
export async function expectConsistent(stores: EmbeddedStores, heads: Heads): Promise<void> {
  const streams = new Map<string, RecordedEvent[]>();
  for (const [stream, head] of heads) {
    const events = await Array.fromAsync(stores.kurrentDb.eventStore.read(stream));
    expect(events.at(-1)?.revision, stream).toBeGreaterThanOrEqual(head);
    streams.set(stream, events);
  }
  await expectDocumentsToEqualStreams(stores, streams);
  await expectFeedToHoldEachEventOnce(stores, streams);
}

async function expectDocumentsToEqualStreams(
  stores: EmbeddedStores,
  streams: ReadonlyMap<string, readonly RecordedEvent[]>,
): Promise<void> {
  for (const [stream, events] of streams) {
    const { aggregate, id } = parseStreamName(stream) ?? { aggregate: '', id: '' };
    const { collection, type } = AGGREGATES[aggregate as keyof typeof AGGREGATES];
    const { isDeleted, ...state } = folded(type, events);
    const document = await stores.mongoDb.documents.get<ReadDocument>(collection, id);
    if (isDeleted) expect(document, stream).toBeUndefined();
    else expect(document, stream).toMatchObject({ ...state, id, revision: events.length - 1 });
  }
}

interface Foldable {
  readonly initial: unknown;
  readonly evolve: unknown;
}

/** The state after the events, by the write side's own rules. */
function folded(type: Foldable, events: readonly RecordedEvent[]): { readonly isDeleted: boolean } {
  const evolve = type.evolve as (state: unknown, event: RecordedEvent) => { readonly isDeleted: boolean };
  const initial = type.initial as { readonly isDeleted: boolean };
  return events.reduce<{ readonly isDeleted: boolean }>(evolve, initial);
}

async function expectFeedToHoldEachEventOnce(
  stores: EmbeddedStores,
  streams: ReadonlyMap<string, readonly RecordedEvent[]>,
): Promise<void> {
  const feed = await wholeFeed(stores);
  expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
  expect(new Set(feed.map(({ id }) => id)).size).toBe(feed.length);
  const told = Map.groupBy(feed, ({ subject }) => subject);
  for (const [stream, events] of streams) {
    const cloudEvents = told.get(parseStreamName(stream)?.id ?? '') ?? [];
    expect(
      cloudEvents.map(({ id, revision }) => [revision, id]),
      stream,
    ).toEqual(events.map(({ id, revision }) => [revision, id]));
  }
}
