import { randomUUID } from 'node:crypto';
import { FORWARDS, KurrentDBClient, START } from '@kurrent/kurrentdb-client';
import { metrics, trace } from '@opentelemetry/api';
import { type ChangeToolGroupDetails, createWriteSide } from '@tools-provider/application';
import { CATEGORY, streamName, ToolGroup, toolGroupType } from '@tools-provider/domain';
import { EventSourcedRepository, type EventStore, eventsToAppend } from '@tools-provider/event-sourcing';
import { InMemoryEventStore, InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { measuring, tracing } from '@tools-provider/mediator';
import { bestOf, printRatio, type Rate, secondsFor } from './measure.ts';
import { newContext } from './new-context.ts';
import { rawChanger } from './raw-changer.ts';
import type { WritePathAddresses } from './write-path.ts';

/** Each round changes each group once, so that streams stay as short as those of real aggregates. */
const GROUPS = 2_000;
const COMMANDS = GROUPS;
const CALLERS = 32;
const LONG_STREAM = 1_000;
const LOADS = 60;
const ROUNDS = 3;

/** How commands on aggregates that are there compare with a raw client: warm (kept in memory), cold (read first), and long streams. */
export async function benchCommands({ kurrentdb }: Pick<WritePathAddresses, 'kurrentdb'>): Promise<void> {
  await benchOverhead();
  const kurrentDb = connectKurrentDb(kurrentdb, CATEGORY);
  const client = KurrentDBClient.connectionString(kurrentdb);
  await kurrentDb.ping();
  const warm = await changer(kurrentDb.eventStore, GROUPS);
  const cold = await changer(kurrentDb.eventStore, 0);
  const raw = rawChanger(client, GROUPS);
  const rawCold = rawChanger(client, GROUPS, { readsFirst: true });
  // Each is measured several times in turn, and the best of each counts: what else the machine does is in none of them.
  const best = await bestOf(
    { raw, warm, cold, rawCold },
    { count: COMMANDS, callers: CALLERS, rounds: ROUNDS },
  );
  printRatio(`warm command, ${CALLERS} at a time`, rate('warm', best.warm), rate('raw append', best.raw));
  printRatio(`cold command, ${CALLERS} at a time`, rate('cold', best.cold), rate('raw append', best.raw));
  printRatio(
    '  of which the client’s own read and append',
    rate('raw read + append', best.rawCold),
    rate('raw append', best.raw),
  );
  await benchLoading(kurrentDb.eventStore, client);
  await Promise.all([kurrentDb.close(), client.dispose()]);
}

const rate = (name: string, seconds: number): Rate => ({ name, perSecond: COMMANDS / seconds });

/** What all behaviours and the unit of work add to the work itself, without a store in the way. */
async function benchOverhead(): Promise<void> {
  const mediated = await changer(new InMemoryEventStore(), GROUPS);
  const direct = await directChanger();
  const best = { mediated: Number.POSITIVE_INFINITY, direct: Number.POSITIVE_INFINITY };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const direction = { mediated, direct };
    for (const name of ['mediated', 'direct'] as const) {
      const seconds = await secondsFor(COMMANDS, 1, direction[name]);
      if (round > 0) best[name] = Math.min(best[name], seconds);
    }
  }
  const microseconds = ((best.mediated - best.direct) / COMMANDS) * 1e6;
  console.log(
    `${'mediator overhead a command'.padEnd(46)} ${microseconds.toFixed(1)} µs   (with all behaviours ${((best.mediated / COMMANDS) * 1e6).toFixed(1)} µs, the work alone ${((best.direct / COMMANDS) * 1e6).toFixed(1)} µs)`,
  );
}

async function changer(eventStore: EventStore, cachedAggregates: number) {
  const mediator = createWriteSide({
    eventStore,
    stateStore: new InMemoryStateStore(),
    cachedAggregates,
    outerBehaviors: [tracing(trace.getTracer('bench')).command, measuring(metrics.getMeter('bench')).command],
  });
  const ids = await Promise.all(
    Array.from({ length: GROUPS }, async (_, n) => {
      const answer = await mediator.execute({ type: 'create-tool-group', name: `Group ${n}` }, newContext());
      return (answer as { readonly id: string }).id;
    }),
  );
  let count = 0;
  return async (n: number) => {
    count += 1;
    const command: ChangeToolGroupDetails = {
      type: 'change-tool-group-details',
      id: ids[n % GROUPS] ?? '',
      description: `Change ${count}`,
    };
    await mediator.execute<ChangeToolGroupDetails>(command, newContext());
  };
}

/** The same work by hand: decide on a state in memory, append, keep the state. */
async function directChanger() {
  const eventStore = new InMemoryEventStore();
  const groups = Array.from({ length: GROUPS }, (_, n) =>
    ToolGroup.create(randomUUID(), { name: `Group ${n}` }, newContext()),
  );
  let count = 0;
  const store = async (group: ToolGroup) => {
    const stream = streamName({ aggregate: 'tool-group', id: group.id });
    const { revision } = await eventStore.append(
      stream,
      group.revision,
      eventsToAppend(group.pendingEvents, newContext(), { stream, firstRevision: group.revision + 1 }),
    );
    group.markPersisted(revision);
  };
  for (const group of groups) await store(group);
  return async (n: number) => {
    count += 1;
    const group = groups[n % GROUPS] as ToolGroup;
    group.changeDetails({ description: `Change ${count}` }, newContext());
    await store(group);
  };
}

async function benchLoading(eventStore: EventStore, client: KurrentDBClient): Promise<void> {
  const repository = new EventSourcedRepository(toolGroupType, eventStore);
  const id = randomUUID();
  const group = ToolGroup.create(id, { name: 'Long' }, newContext());
  await repository.add(group, newContext());
  for (let n = 1; n < LONG_STREAM; n += 100) {
    const context = newContext();
    for (let each = 0; each < Math.min(100, LONG_STREAM - n); each += 1) {
      group.changeDetails({ description: `Change ${n + each}` }, context);
    }
    await repository.update(group, context);
  }
  const stream = streamName({ aggregate: 'tool-group', id });
  const load = async () => {
    const { revision } = await repository.get(id);
    if (revision !== LONG_STREAM - 1) throw new Error(`Loaded up to ${revision}`);
  };
  const read = async () => {
    let events = 0;
    for await (const _ of client.readStream(stream, { direction: FORWARDS, fromRevision: START }))
      events += 1;
    if (events !== LONG_STREAM) throw new Error(`Read ${events}`);
  };
  let [loading, reading] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round <= ROUNDS; round += 1) {
    loading = Math.min(loading, await secondsFor(LOADS, 1, load));
    reading = Math.min(reading, await secondsFor(LOADS, 1, read));
  }
  printRatio(
    `loading a stream of ${LONG_STREAM.toLocaleString('en')} events`,
    { name: 'loaded', perSecond: LOADS / loading },
    { name: 'raw read', perSecond: LOADS / reading },
  );
}
