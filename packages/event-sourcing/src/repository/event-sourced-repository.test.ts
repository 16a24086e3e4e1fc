import { CodedError } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { AggregateRoot, type AggregateType } from '../aggregate/aggregate-root.ts';
import { derivedId } from '../aggregate/derived-id.ts';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { EventSourcedRepository } from './event-sourced-repository.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const STREAM = `tools_provider-counter-${ID}`;

type Counted = DomainEvent<'counter.counted.v1', { readonly by: number }>;
type Ended = DomainEvent<'counter.ended.v1', Record<string, never>>;
interface CounterState {
  readonly total: number;
  readonly isEnded: boolean;
}

const evolve = (state: CounterState, event: Counted | Ended): CounterState =>
  event.type === 'counter.counted.v1'
    ? { ...state, total: state.total + event.data.by }
    : { ...state, isEnded: true };

class Counter extends AggregateRoot<CounterState, Counted | Ended> {
  static of(id: string, state: CounterState = { total: 0, isEnded: false }, revision?: number): Counter {
    return new Counter(evolve, id, state, revision);
  }
  count(by: number): void {
    this.raise({ type: 'counter.counted.v1', data: { by } });
  }
  end(): void {
    this.raise({ type: 'counter.ended.v1', data: {} });
  }
}

const counterType: AggregateType<CounterState, Counted | Ended, Counter> = {
  category: 'tools_provider',
  name: 'counter',
  initial: { total: 0, isEnded: false },
  eventTypes: ['counter.counted.v1', 'counter.ended.v1'],
  evolve,
  rehydrate: (id, state, revision) => Counter.of(id, state, revision),
  isDeleted: ({ isEnded }) => isEnded,
};

function newContext(commandId = crypto.randomUUID()): CommandContext {
  return {
    actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
    occurredAt: '2026-11-21T10:00:00.000Z',
    commandId,
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
  };
}

function setUp() {
  const eventStore = new InMemoryEventStore();
  return { eventStore, counters: new EventSourcedRepository(counterType, eventStore) };
}

describe('EventSourcedRepository', () => {
  it('stores all events of a command in one append and gives the aggregate its new revision', async () => {
    const { eventStore, counters } = setUp();
    const counter = Counter.of(ID);
    counter.count(1);
    counter.count(2);
    await counters.add(counter, newContext());
    expect(eventStore.appendCount).toBe(1);
    expect(counter.revision).toBe(1);
    expect(counter.pendingEvents).toEqual([]);
    expect((await counters.get(ID)).state.total).toBe(3);
  });

  it('refuses to fold an event whose data cannot be read, instead of deciding without it', async () => {
    const { eventStore, counters } = setUp();
    const counter = Counter.of(ID);
    counter.count(1);
    await counters.add(counter, newContext());
    const [first] = await Array.fromAsync(eventStore.read(STREAM));
    if (first === undefined) throw new Error('Nothing was stored');
    const unreadable = { ...first, id: crypto.randomUUID(), data: [] };
    await eventStore.append(STREAM, 0, [unreadable]);
    await expect(new EventSourcedRepository(counterType, eventStore).get(ID)).rejects.toMatchObject({
      name: 'EventProcessingError',
      code: 'undecodable',
    });
  });

  it('puts the command, the place in it, the actor and the time beside each event', async () => {
    const { eventStore, counters } = setUp();
    const context = newContext();
    const counter = Counter.of(ID);
    counter.count(1);
    counter.count(2);
    await counters.add(counter, context);
    const stored = await Array.fromAsync(eventStore.read(STREAM));
    expect(stored.map(({ metadata }) => metadata)).toEqual(
      [0, 1].map((sequenceNumber) => ({
        $correlationId: context.correlationId,
        $causationId: context.causationId,
        commandId: context.commandId,
        sequenceNumber,
        actor: 'otto',
        occurredAt: context.occurredAt,
      })),
    );
    expect(stored.map(({ id }) => id)).toEqual(
      [0, 1].map((n) => derivedId(context.commandId, `event//${STREAM}@${n}`)),
    );
  });

  it('keeps the pending events when the append fails', async () => {
    const { counters } = setUp();
    const first = Counter.of(ID);
    first.count(1);
    await counters.add(first, newContext());
    const late = Counter.of(ID, undefined, 7);
    late.count(5);
    await expect(counters.update(late, newContext())).rejects.toMatchObject({ code: 'revision-conflict' });
    expect(late.pendingEvents).toHaveLength(1);
    expect(late.revision).toBe(7);
  });

  it('does nothing for an aggregate that has no pending events', async () => {
    const eventStore = new InMemoryEventStore();
    const sizes: number[] = [];
    const counters = new EventSourcedRepository(counterType, {
      append: (stream, expectedRevision, events) => {
        sizes.push(events.length);
        return eventStore.append(stream, expectedRevision, events);
      },
      read: (stream, range) => eventStore.read(stream, range),
      readLast: (stream) => eventStore.readLast(stream),
    });
    const counter = Counter.of(ID);
    counter.count(1);
    await counters.add(counter, newContext());
    await counters.update(await counters.get(ID), newContext());
    expect(sizes).toEqual([1]);
  });

  it('lets a loaded aggregate raise new events on top of its stream', async () => {
    const { counters } = setUp();
    const counter = Counter.of(ID);
    counter.count(1);
    await counters.add(counter, newContext());
    const loaded = await counters.get(ID);
    expect(loaded.pendingEvents).toEqual([]);
    loaded.count(10);
    await counters.update(loaded, newContext());
    expect(await counters.get(ID)).toMatchObject({ revision: 1, state: { total: 11 } });
  });

  it('answers not-found for a stream that does not exist, and hands every other failure on', async () => {
    const { eventStore, counters } = setUp();
    await expect(counters.get(ID)).rejects.toMatchObject({ kind: 'not-found', code: 'counter-not-found' });
    const away = new CodedError('unavailable', 'event-store-unavailable', 'no answer');
    const broken = new EventSourcedRepository(counterType, {
      append: (...append) => eventStore.append(...append),
      readLast: (stream) => eventStore.readLast(stream),
      read: () => {
        throw away;
      },
    });
    await expect(broken.get(ID)).rejects.toBe(away);
  });

  it('answers gone for a deleted aggregate, but gives it to those who delete again', async () => {
    const { counters } = setUp();
    const counter = Counter.of(ID);
    counter.end();
    await counters.add(counter, newContext());
    await expect(counters.get(ID)).rejects.toMatchObject({ kind: 'gone', currentRevision: 0 });
    expect((await counters.getEvenIfDeleted(ID)).state.isEnded).toBe(true);
  });

  it('refuses a caller that has seen another revision', async () => {
    const { counters } = setUp();
    const counter = Counter.of(ID);
    counter.count(1);
    await counters.add(counter, newContext());
    const stale = counters.get(ID, { expectedRevision: 3 });
    await expect(stale).rejects.toMatchObject({ code: 'stale-revision', currentRevision: 0 });
    expect((await counters.get(ID, { expectedRevision: 0 })).revision).toBe(0);
  });

  it('tells a caller that lost a race the same as one that came too late, if it said which revision it has seen', async () => {
    const { counters } = setUp();
    const counter = Counter.of(ID);
    counter.count(1);
    await counters.add(counter, newContext());
    const [first, second, third] = [await counters.get(ID), await counters.get(ID), await counters.get(ID)];
    for (const loaded of [first, second, third]) loaded.count(10);
    await counters.update(first, newContext());
    const outrun = counters.update(second, { ...newContext(), expectedRevision: 0 });
    await expect(outrun).rejects.toMatchObject({
      kind: 'conflict',
      code: 'stale-revision',
      currentRevision: 1,
    });
    await expect(counters.update(third, newContext())).rejects.toMatchObject({ code: 'revision-conflict' });
  });

  it('says that an id is taken instead of sending the caller into retries', async () => {
    const { counters } = setUp();
    const first = Counter.of(ID);
    first.count(1);
    await counters.add(first, newContext());
    const second = Counter.of(ID);
    second.count(2);
    await expect(counters.add(second, newContext())).rejects.toMatchObject({
      code: 'counter-already-exists',
    });
  });
});
