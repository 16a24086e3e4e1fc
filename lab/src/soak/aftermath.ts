import { taskType, toolGroupType } from '@tools-provider/domain';
import type {
  FeedEvent,
  ProjectionStatus,
  ReadDocument,
  RecordedEvent,
} from '@tools-provider/event-sourcing';
import type { Member } from './population.ts';
import type { GroupLoad, Stores } from './stores.ts';

const FEED_PAGE = 500;

/** One aggregate as the log and the read model have it. */
export interface Remains {
  readonly stream: string;
  readonly events: readonly RecordedEvent[];
  /** What the aggregate's own code makes of its events; `undefined` for one that was never made, or is deleted. */
  readonly state: object | undefined;
  readonly document: ReadDocument | undefined;
  readonly status: ProjectionStatus | undefined;
}

/** All that is there at the end. */
export interface Aftermath {
  readonly aggregates: readonly Remains[];
  readonly feed: readonly FeedEvent[];
  readonly group: GroupLoad;
}

/** Reads everything, from the log and from the read model, by aggregate. */
export async function readAftermath(stores: Stores, members: readonly Member[]): Promise<Aftermath> {
  const aggregates: Remains[] = [];
  for (const member of members) aggregates.push(await readRemains(stores, member));
  return { aggregates, feed: await readFeed(stores), group: await stores.groupLoad() };
}

/** The revision of each stream's last event; streams without any are left out. */
export async function readHeads(
  { kurrentDb }: Stores,
  members: readonly Member[],
): Promise<Map<string, number>> {
  const heads = new Map<string, number>();
  for (const { stream } of members) {
    const last = await kurrentDb.eventStore.readLast(stream);
    if (last !== undefined) heads.set(stream, last.revision);
  }
  return heads;
}

async function readRemains(
  { kurrentDb, mongoDb }: Stores,
  { aggregate, id, stream }: Member,
): Promise<Remains> {
  const hasEvents = (await kurrentDb.eventStore.readLast(stream)) !== undefined;
  const events = hasEvents ? await Array.fromAsync(kurrentDb.eventStore.read(stream)) : [];
  const collection = aggregate === 'task' ? 'tasks' : 'tool-groups';
  const document = await mongoDb.documents.get<ReadDocument>(collection, id);
  const status = (await mongoDb.statuses.loadStatuses([stream])).get(stream);
  return { stream, events, state: stateOf(aggregate, events), document, status };
}

function stateOf(aggregate: Member['aggregate'], events: readonly RecordedEvent[]): object | undefined {
  const { initial, evolve } = aggregate === 'task' ? taskType : toolGroupType;
  const apply = evolve as unknown as (state: object, event: RecordedEvent) => { isDeleted: boolean };
  const folded = events.reduce<{ isDeleted: boolean }>(apply, initial);
  const { isDeleted, ...state } = folded;
  return events.length === 0 || isDeleted ? undefined : state;
}

async function readFeed({ mongoDb }: Stores): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = 0; ; ) {
    const page = await mongoDb.feed.page({ after, limit: FEED_PAGE });
    events.push(...page.events);
    if (page.lookedUpTo === after) return events;
    after = page.lookedUpTo;
  }
}
