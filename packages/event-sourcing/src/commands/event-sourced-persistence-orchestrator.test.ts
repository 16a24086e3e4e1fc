import { beforeEach, describe, expect, it } from 'vitest';
import { newContext, OTHER_ID, streamOf } from '../../test/counter.ts';
import type { EventToAppend } from '../aggregate/domain-event.ts';
import { eventsToAppend } from '../repository/event-to-append.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';
import type { RaisedEvent } from './unit-of-work.ts';

let store: InMemoryEventStore;
let orchestrator: EventSourcedPersistenceOrchestrator;

beforeEach(() => {
  store = new InMemoryEventStore();
  orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: store });
  orchestrator.registerEventSourcedType('counter').registerNonEventSourcedType('preferences');
});

/** Events of one command for a stream that is at `expectedRevision`. */
function raised(count: number, place: Partial<Omit<RaisedEvent, 'event'>> = {}): RaisedEvent[] {
  const events = Array.from({ length: count }, (_, by) => ({ type: 'counter.counted.v1', data: { by } }));
  const whole = { aggregateType: 'counter', stream: streamOf(), expectedRevision: -1, ...place };
  const { stream, expectedRevision } = whole;
  const toAppend = eventsToAppend(events, newContext(), { stream, firstRevision: expectedRevision + 1 });
  return toAppend.map((event) => ({ ...whole, event }));
}

const storedIn = async (stream = streamOf()) =>
  (await Array.fromAsync(store.read(stream)).catch(() => [])).map(({ id }) => id);

describe('EventSourcedPersistenceOrchestrator', () => {
  it('stores one event, and says the new revision in the answer', async () => {
    const [first, second] = [raised(1), raised(1, { expectedRevision: 0 })].flat() as [
      RaisedEvent,
      RaisedEvent,
    ];
    const response = { revision: -1 };
    await orchestrator.persistEvent(first, response);
    expect(response.revision).toBe(0);
    await orchestrator.persistEvent(second, response);
    expect(response.revision).toBe(1);
    expect(await storedIn()).toEqual([first.event.id, second.event.id]);
  });

  it('stores several events by one append, all of them or none', async () => {
    const events = raised(3);
    const response = { revision: -1 };
    await orchestrator.persistEvents(events, response);
    expect([response.revision, store.appendCount]).toEqual([2, 1]);

    await expect(orchestrator.persistEvents(raised(3), response)).rejects.toMatchObject({
      code: 'revision-conflict',
      currentRevision: 2,
    });
    const astray = [...raised(1, { expectedRevision: 2 }), ...raised(1, { stream: streamOf(OTHER_ID) })];
    await expect(orchestrator.persistEvents(astray, response)).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
    });
    const unheard = [...raised(1, { expectedRevision: 2 }), ...raised(1, { aggregateType: 'invoice' })];
    await expect(orchestrator.persistEvents(unheard, response)).rejects.toMatchObject({
      name: 'EventSourcedAggregateRequiredError',
    });
    expect(await storedIn()).toEqual(events.map(({ event }) => event.id));
    expect(await storedIn(streamOf(OTHER_ID))).toEqual([]);
    expect(response.revision).toBe(2);
  });

  it('leaves out what is not event-sourced, and stores what comes with it', async () => {
    const [counted] = raised(1);
    await orchestrator.persistEvents([
      ...raised(2, { aggregateType: 'preferences' }),
      counted as RaisedEvent,
    ]);
    expect(await storedIn()).toEqual([counted?.event.id]);
  });

  it('takes whatever can append for a store, be it a log or a table of a database', async () => {
    const table: { stream: string; revision: number; event: EventToAppend }[] = [];
    const repository = {
      append: async (stream: string, expectedRevision: number, events: readonly EventToAppend[]) => {
        for (const event of events)
          table.push({ stream, revision: expectedRevision + 1 + table.length, event });
        return { revision: expectedRevision + events.length };
      },
    };
    const onTable = new EventSourcedPersistenceOrchestrator({ defaultEventStore: repository });
    const response = { revision: -1 };
    await onTable.registerEventSourcedType('counter').persistEvents(raised(2), response);
    expect(table).toMatchObject([{ stream: streamOf(), revision: 0 }, { revision: 1 }]);
    expect(response.revision).toBe(1);
  });
});
