import { readFileSync } from 'node:fs';
import { CodedError, type Command, HandlerRegistry, Mediator } from '@tools-provider/mediator';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Count,
  Counter,
  type CounterResponse,
  counterType,
  ID,
  newContext,
  OTHER_ID,
  responseOf,
  type Start,
  streamOf,
} from '../../test/counter.ts';
import { EventSourcedRepository } from '../repository/event-sourced-repository.ts';
import type { ReadRange } from '../repository/event-store.ts';
import type { StateWrite } from '../repository/state-store.ts';
import { StateStoredRepository } from '../repository/state-stored-repository.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { InMemoryStateStore } from '../testing/in-memory-state-store.ts';
import type { CommandContext } from './command-context.ts';
import { retryOnConflict } from './conflict-retry.ts';
import { EventSourcedMediator } from './event-sourced-mediator.ts';
import { EventSourcedMediatorFactory } from './event-sourced-mediator-factory.ts';
import { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';
import { answerRepeated } from './repeated-command.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Counts the reads, and can be asked what it was asked. */
class WatchedStore extends InMemoryEventStore {
  reads = 0;
  lastRange: ReadRange | undefined;

  override read(stream: string, range?: ReadRange) {
    this.reads += 1;
    this.lastRange = range;
    return super.read(stream, range);
  }

  /** Takes its time, as a store beyond a network does: whoever does not wait for it is found out. */
  override async append(...append: Parameters<InMemoryEventStore['append']>) {
    await new Promise((resolve) => setImmediate(resolve));
    return await super.append(...append);
  }
}

let store: WatchedStore;
let counters: EventSourcedRepository<
  (typeof counterType)['initial'],
  Parameters<(typeof counterType)['evolve']>[1],
  Counter
>;
let registry: HandlerRegistry<CommandContext>;
let orchestrator: EventSourcedPersistenceOrchestrator;
let mediator: EventSourcedMediator;

beforeEach(() => {
  store = new WatchedStore();
  counters = new EventSourcedRepository(counterType, store);
  registry = new HandlerRegistry<CommandContext>();
  registry.handle<Start>('start', async ({ id, by }, context) => {
    const counter = Counter.of(id ?? context.newId('counter'));
    counter.count(by);
    await counters.add(counter, context);
    return responseOf(counter);
  });
  registry.handle<Count>('count', async ({ id, by }, context) => {
    const counter = await counters.get(id, context);
    counter.count(by);
    await counters.update(counter, context);
    return responseOf(counter);
  });
  orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: store });
  orchestrator.registerEventSourcedType('counter');
  mediator = mediatorWith(orchestrator);
});

function mediatorWith(eventPersistenceOrchestrator: EventSourcedPersistenceOrchestrator) {
  return new EventSourcedMediator({
    registry,
    behaviors: { command: [retryOnConflict, answerRepeated()] },
    eventPersistenceOrchestrator,
  });
}

const start = (by: number, context = newContext(), id = ID) =>
  mediator.execute<Start>({ type: 'start', id, by }, context);
const count = (by: number, context = newContext(), id = ID) =>
  mediator.execute<Count>({ type: 'count', id, by }, context);
const stored = (id = ID) => Array.fromAsync(store.read(streamOf(id)));

describe('EventSourcedMediator', () => {
  it('extends the mediator, which knows nothing of it', () => {
    expect(mediator).toBeInstanceOf(Mediator);
    const core = readFileSync(new URL('../../../mediator/src/mediator.ts', import.meta.url), 'utf8');
    expect(core).not.toContain('event-sourcing');
    expect(core).not.toContain('EventSourced');
  });

  it('stores the event of a command before it answers, and says the new revision', async () => {
    const answer = await start(5);
    expect(store.appendCount).toBe(1);
    expect(answer).toEqual({ id: ID, revision: 0, state: { total: 5, isEnded: false } });
    expect(await stored()).toHaveLength(1);
    expect(await count(2)).toMatchObject({ revision: 1, state: { total: 7 } });
    expect((await stored()).map(({ data }) => data)).toEqual([{ by: 5 }, { by: 2 }]);
  });

  it('answers what the handler answered, also when a revision cannot be set in it: an aggregate knows its own', async () => {
    mediator.handle<Command<Counter>>('start-whole', async (_, context) => {
      const counter = Counter.of();
      counter.count(1);
      await counters.add(counter, context);
      return counter;
    });
    const counter = await mediator.execute<Command<Counter>>({ type: 'start-whole' }, newContext());
    expect([counter.revision, counter.pendingEvents.length]).toEqual([0, 0]);
    mediator.handle<Command<CounterResponse>>('count-frozen', async (_, context) => {
      const loaded = await counters.get(ID, context);
      loaded.count(1);
      await counters.update(loaded, context);
      return Object.freeze(responseOf(loaded));
    });
    await mediator.execute({ type: 'count-frozen' }, newContext());
    expect(await stored()).toHaveLength(2);
  });

  it('stores everything a command raised by one append', async () => {
    mediator.handle<Command<CounterResponse>>('start-twice', async (_, context) => {
      const counter = Counter.of();
      counter.count(1);
      counter.count(2);
      await counters.add(counter, context);
      expect(store.appendCount).toBe(0);
      return responseOf(counter);
    });
    expect(
      await mediator.execute<Command<CounterResponse>>({ type: 'start-twice' }, newContext()),
    ).toMatchObject({
      revision: 1,
    });
    expect(store.appendCount).toBe(1);
  });

  it('stores nothing of a command that fails after it handed its changes to the repository', async () => {
    await start(1);
    mediator.handle('fail', async (_, context) => {
      const counter = await counters.get(ID, context);
      counter.count(1);
      await counters.update(counter, context);
      throw new CodedError('refused', 'no', 'A rule said no after all');
    });
    await expect(mediator.execute({ type: 'fail' }, newContext())).rejects.toMatchObject({ code: 'no' });
    expect(await stored()).toHaveLength(1);
    expect(await count(1)).toMatchObject({ revision: 1, state: { total: 2 } });
  });

  it('clears the pending events only after the append, and keeps them when it fails', async () => {
    const seen: Counter[] = [];
    mediator.handle('start-late', async (_, context) => {
      const counter = Counter.of(ID, undefined, 7);
      counter.count(1);
      seen.push(counter);
      await counters.update(counter, context);
      expect(counter.pendingEvents).toHaveLength(1);
      return responseOf(counter);
    });
    await expect(mediator.execute({ type: 'start-late' }, newContext())).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    expect(seen[0]?.pendingEvents).toHaveLength(1);
    mediator.handle('start-in-time', async (_, context) => {
      const counter = Counter.of();
      counter.count(1);
      seen.push(counter);
      await counters.add(counter, context);
    });
    await mediator.execute({ type: 'start-in-time' }, newContext());
    expect([seen.at(-1)?.revision, seen.at(-1)?.pendingEvents]).toEqual([0, []]);
  });

  it('leaves the events out of a type that is not event-sourced, and stores its state', async () => {
    const states = new InMemoryStateStore();
    const notes = new StateStoredRepository(counterType, states, { collection: 'counters' });
    const other = new EventSourcedPersistenceOrchestrator({ defaultEventStore: store });
    other.registerNonEventSourcedType('counter');
    const made = new EventSourcedMediator({
      uowFactory: () => new UnitOfWork(states),
      eventPersistenceOrchestrator: other,
    });
    made.handle('note', async (_, context) => {
      const counter = Counter.of();
      counter.count(5);
      await notes.add(counter, context);
      return responseOf(counter);
    });
    expect(await made.execute({ type: 'note' }, newContext())).toMatchObject({ revision: 0 });
    expect((await states.load('counters', ID))?.state).toMatchObject({ total: 5 });
    await expect(stored()).rejects.toMatchObject({ code: 'stream-not-found' });
  });

  it('refuses a repository of events for a type whose events are not stored, which would lose them', async () => {
    const other = new EventSourcedPersistenceOrchestrator({ defaultEventStore: store });
    other.registerNonEventSourcedType('counter');
    await expect(
      mediatorWith(other).execute<Start>({ type: 'start', id: ID, by: 5 }, newContext()),
    ).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
      message: expect.stringContaining('use a StateStoredRepository'),
    });
  });

  it('refuses a repository of states for a type whose events are stored, which would store it twice', async () => {
    const states = new InMemoryStateStore();
    const notes = new StateStoredRepository(counterType, states, { collection: 'counters' });
    const made = new EventSourcedMediator({
      uowFactory: () => new UnitOfWork(states),
      eventPersistenceOrchestrator: orchestrator,
    });
    made.handle('note', async (_, context) => {
      const counter = Counter.of();
      counter.count(5);
      await notes.add(counter, context);
    });
    await expect(made.execute({ type: 'note' }, newContext())).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
      message: expect.stringContaining('use an EventSourcedRepository'),
    });
    expect([await states.load('counters', ID), store.appendCount]).toEqual([undefined, 0]);
  });

  it('refuses the events of a type that nobody has registered, and says what to do', async () => {
    const empty = mediatorWith(new EventSourcedPersistenceOrchestrator({ defaultEventStore: store }));
    const refusal = await empty
      .execute<Start>({ type: 'start', id: ID, by: 5 }, newContext())
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'EventSourcedAggregateRequiredError', aggregateType: 'counter' });
    expect(String(refusal)).toContain("registerEventSourcedType('counter')");
    expect(store.appendCount).toBe(0);
  });

  it('leaves them out instead where registration is not enforced', async () => {
    const lenient = new EventSourcedPersistenceOrchestrator({
      defaultEventStore: store,
      enforceRegistration: false,
    });
    await mediatorWith(lenient).execute<Start>({ type: 'start', id: ID, by: 5 }, newContext());
    expect(store.appendCount).toBe(0);
  });

  it('can be told of event-sourced and other types after it was made', () => {
    mediator.configureEventSourcedType('invoice').configureNonEventSourcedType('preferences');
    expect(orchestrator.isEventSourced('invoice')).toBe(true);
    expect(orchestrator.isEventSourced('preferences')).toBe(false);
    expect(orchestrator.isEventSourced('never-heard-of')).toBe(false);
    expect(() => mediator.configureEventSourcedType('preferences')).toThrow('registered both');
  });

  it('cannot be told so without an orchestrator', async () => {
    const bare = new EventSourcedMediator({ registry });
    expect(() => bare.configureEventSourcedType('counter')).toThrow('Cannot configure event-sourced types');
    expect(() => bare.configureNonEventSourcedType('counter')).toThrow(
      expect.objectContaining({ name: 'EventSourcingConfigurationError' }),
    );
    expect(await bare.execute<Start>({ type: 'start', id: ID, by: 5 }, newContext())).toMatchObject({
      revision: 0,
    });
  });

  it('runs handlers and behaviours that were made for the mediator, unchanged', async () => {
    const plain = new Mediator<CommandContext>({ command: [retryOnConflict] }, registry);
    const before = await plain.execute<Start>({ type: 'start', id: OTHER_ID, by: 5 }, newContext());
    const after = await start(5);
    expect({ ...before, id: '' }).toEqual({ ...after, id: '' });
    expect((await stored(OTHER_ID)).map(({ data }) => data)).toEqual(
      (await stored()).map(({ data }) => data),
    );
  });

  it('refuses to change two streams by one command, and stores neither', async () => {
    mediator.handle('move', async (_, context) => {
      for (const id of [ID, OTHER_ID]) {
        const counter = Counter.of(id);
        counter.count(1);
        await counters.add(counter, context);
      }
    });
    await expect(mediator.execute({ type: 'move' }, newContext())).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
      violation: { aggregateType: 'counter', eventType: 'counter.counted.v1' },
    });
    expect(store.appendCount).toBe(0);
  });

  it('stores an aggregate once that its handler has handed over twice', async () => {
    mediator.handle('start-and-count', async (_, context) => {
      const counter = Counter.of();
      counter.count(1);
      await counters.add(counter, context);
      counter.count(2);
      await counters.update(counter, context);
      return responseOf(counter);
    });
    expect(await mediator.execute({ type: 'start-and-count' }, newContext())).toMatchObject({ revision: 1 });
    expect((await stored()).map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
    expect(await count(4)).toMatchObject({ revision: 2, state: { total: 7 } });
  });

  it('stores what the handler did to an aggregate after it had handed it over', async () => {
    await start(1);
    mediator.handle('count-on', async (_, context) => {
      const counter = await counters.get(ID, context);
      await counters.update(counter, context);
      counter.count(50);
      return counter.state.total;
    });
    expect(await mediator.execute({ type: 'count-on' }, newContext())).toBe(51);
    expect(await count(1)).toMatchObject({ revision: 2, state: { total: 52 } });
    expect((await stored()).map(({ data }) => data)).toEqual([{ by: 1 }, { by: 50 }, { by: 1 }]);
  });

  it('refuses what is handed over when the command has ended, instead of losing it', async () => {
    const late = Promise.withResolvers<Promise<void>>();
    const ended = Promise.withResolvers<void>();
    mediator.handle('count-late', async (_, context) => {
      const handOver = async () => {
        await ended.promise;
        const counter = Counter.of(OTHER_ID);
        counter.count(1);
        await counters.add(counter, context);
      };
      late.resolve(handOver());
    });
    await mediator.execute({ type: 'count-late' }, newContext());
    ended.resolve();
    await expect(late.promise).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
      message: expect.stringContaining('await add() and update()'),
    });
  });

  it('refuses a command that the handler of another sends with its own context: what it stored would outlive a failure', async () => {
    mediator.handle('start-by-another', async (_, context) => {
      await mediator.execute<Start>({ type: 'start', id: ID, by: 1 }, context);
      throw new Error('after all');
    });
    await expect(mediator.execute({ type: 'start-by-another' }, newContext())).rejects.toMatchObject({
      name: 'EventSourcingConfigurationError',
      message: expect.stringContaining('let a saga send the second one'),
    });
    expect(store.appendCount).toBe(0);
  });

  it('gives every event an id of its own, also where two changes are stored under one command', async () => {
    const context = newContext();
    for (const id of [ID, OTHER_ID]) {
      const counter = Counter.of(id);
      counter.count(1);
      await counters.add(counter, context);
      counter.count(2);
      await counters.update(counter, context);
    }
    const ids = [...(await stored()), ...(await stored(OTHER_ID))].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it('keeps nothing in memory of what was left out', async () => {
    const lenient = new EventSourcedPersistenceOrchestrator({
      defaultEventStore: store,
      enforceRegistration: false,
    });
    const forgetful = mediatorWith(lenient);
    const answer = await forgetful.execute<Start>({ type: 'start', id: ID, by: 5 }, newContext());
    expect(answer.revision).toBe(-1);
    await expect(
      forgetful.execute<Count>({ type: 'count', id: ID, by: 5 }, newContext()),
    ).rejects.toMatchObject({ code: 'counter-not-found' });
  });

  it('refuses a command that has loaded an aggregate twice and changed both, and stores neither', async () => {
    await start(1);
    mediator.handle('count-twice', async (_, context) => {
      for (const counter of [await counters.get(ID, context), await counters.get(ID, context)]) {
        counter.count(1);
        await counters.update(counter, context);
      }
    });
    await expect(mediator.execute({ type: 'count-twice' }, newContext())).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
      message: expect.stringContaining('load it once'),
    });
    expect(await stored()).toHaveLength(1);
  });

  it('refuses to write both stores by one command, and writes neither', async () => {
    const saved: StateWrite[] = [];
    const unit = new UnitOfWork({ save: async (writes) => void saved.push(...writes) });
    const write = {
      collection: 'views',
      id: OTHER_ID,
      expectedRevision: -1,
      revision: 0,
      state: {},
      commands: [],
      messages: [],
    };
    unit.enlist({
      aggregateType: 'view',
      aggregate: {},
      stream: streamOf(OTHER_ID),
      change: () => ({ events: [], write, settle: async () => undefined }),
      explain: async (error) => error,
    });
    const counter = Counter.of();
    counter.count(1);
    await counters.add(counter, newContext({ unitOfWork: unit }));
    await expect(unit.commit(orchestrator)).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
    });
    expect([saved, store.appendCount]).toEqual([[], 0]);
  });

  it('lets one of two writers at the same revision win; the other decides again on what is there then', async () => {
    await start(1);
    const answers = await Promise.all([count(10), count(20), count(30)]);
    expect(answers.map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3]);
    expect((await counters.get(ID)).state.total).toBe(61);
  });

  it('tells a writer that said which revision it has seen that it was not the first', async () => {
    await start(1);
    const outcomes = await Promise.allSettled(
      [10, 20].map((by) => count(by, newContext({ expectedRevision: 0 }))),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', code: 'stale-revision', currentRevision: 1 },
    });
  });
});

describe('a state kept in memory', () => {
  it('saves the read of the next command', async () => {
    await start(1);
    await count(1);
    expect(store.reads).toBe(0);
    expect((await stored()).map(({ data }) => data)).toEqual([{ by: 1 }, { by: 1 }]);
  });

  it('that is behind the log is noticed by the append, and the command decided again', async () => {
    await start(1);
    await appendElsewhere(50);
    expect(await count(10)).toMatchObject({ revision: 2, state: { total: 61 } });
    await expect(count(40)).rejects.toMatchObject({ code: 'too-much' });
  });

  it('is not believed when it refuses: a fresh read confirms the refusal, or lets the command through', async () => {
    await start(90);
    await appendElsewhere(-80);
    expect(await count(50)).toMatchObject({ revision: 2, state: { total: 60 } });
    const readsBefore = store.reads;
    await expect(count(50)).rejects.toMatchObject({ code: 'too-much' });
    expect(store.reads).toBe(readsBefore + 1);
  });

  it('is not believed when it says that there is nothing to do', async () => {
    await start(1);
    await appendElsewhere(1);
    expect(await count(0)).toMatchObject({ revision: 1, state: { total: 2 } });
  });

  it('is not kept of a command that failed to be stored', async () => {
    await start(1);
    await appendElsewhere(50);
    await expect(count(10, newContext({ expectedRevision: 0 }))).rejects.toMatchObject({
      code: 'stale-revision',
    });
    expect(await count(1)).toMatchObject({ state: { total: 52 } });
  });

  it('is caught up for a command with a key, whose key another process may have used: only what is new is read', async () => {
    await start(1);
    await count(1);
    await appendElsewhere(40);
    const keyed = newContext({ requestHash: 'a' });
    expect(await count(10, keyed)).toMatchObject({ revision: 3, state: { total: 52 } });
    expect([store.reads, store.lastRange]).toEqual([1, { from: 2 }]);
    const answers = await Promise.all([1, 2, 3].map(() => count(1, newContext({ requestHash: 'b' }))));
    expect(answers.map(({ state }) => state.total).toSorted()).toEqual([53, 54, 55]);
  });

  it('is dropped when there are too many, the one first that was not used for longest', async () => {
    counters = new EventSourcedRepository(counterType, store, { cachedAggregates: 1 });
    await start(1);
    await start(1, newContext(), OTHER_ID);
    await count(1);
    expect(store.reads).toBe(1);
    await count(1);
    expect(store.reads).toBe(1);
  });

  /** Another process adds to the stream. */
  async function appendElsewhere(by: number): Promise<void> {
    const elsewhere = new EventSourcedRepository(counterType, store);
    const counter = await elsewhere.get(ID);
    counter.count(by);
    await elsewhere.update(counter, newContext());
    store.reads = 0;
  }
});

describe('a command that comes again', () => {
  const keyed = (commandId: string, requestHash = 'a') => newContext({ commandId, requestHash });
  const FIRST = '3b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c33';
  const SECOND = '4b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c44';

  it('gets its first answer again, whatever has happened since, and is not done twice', async () => {
    const first = await start(5, keyed(FIRST));
    await count(7, keyed(SECOND));
    await count(1);
    expect(await start(5, keyed(FIRST))).toEqual({ ...first, isRepeated: true });
    expect(await count(7, keyed(SECOND))).toEqual({
      id: ID,
      revision: 1,
      state: { total: 12, isEnded: false },
      isRepeated: true,
    });
    expect(await stored()).toHaveLength(3);
  });

  it('gets it before anything else is looked at: neither what it has seen nor that the aggregate is gone matters', async () => {
    await start(5);
    const first = await count(7, { ...keyed(SECOND), expectedRevision: 0 });
    const counter = await counters.get(ID);
    counter.end();
    await counters.update(counter, newContext());
    expect(await count(7, { ...keyed(SECOND), expectedRevision: 0 })).toEqual({ ...first, isRepeated: true });
  });

  it('with another wish under the same key is refused', async () => {
    await start(5, keyed(FIRST));
    const reused = { kind: 'refused', code: 'command-id-reused' };
    await expect(start(6, keyed(FIRST, 'b'))).rejects.toMatchObject(reused);
    await expect(count(6, keyed(FIRST, 'b'))).rejects.toMatchObject(reused);
    expect(await stored()).toHaveLength(1);
  });

  it('leaves no trace when it raised nothing, so that the same key is decided again', async () => {
    await start(5);
    expect(await count(0, keyed(FIRST))).toMatchObject({ revision: 0 });
    await count(1);
    const again = await count(0, keyed(FIRST));
    expect(again).toMatchObject({ revision: 1 });
    expect(again.isRepeated).toBeUndefined();
  });

  it('at the same moment is done once', async () => {
    await start(1);
    const answers = await Promise.all([1, 2, 3].map(() => count(5, keyed(SECOND))));
    expect(answers.map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(answers.filter(({ isRepeated }) => isRepeated)).toHaveLength(2);
    expect(await stored()).toHaveLength(2);
  });

  it('by way of another process, whose memory knows nothing of it, is done once', async () => {
    await start(1);
    await count(1);
    const elsewhere = new EventSourcedRepository(counterType, store);
    const other = new EventSourcedMediator({
      behaviors: { command: [retryOnConflict, answerRepeated()] },
      eventPersistenceOrchestrator: orchestrator,
    });
    other.handle<Count>('count', async ({ id, by }, context) => {
      const counter = await elsewhere.get(id, context);
      counter.count(by);
      await elsewhere.update(counter, context);
      return responseOf(counter);
    });
    const first = await other.execute<Count>({ type: 'count', id: ID, by: 9 }, keyed(SECOND));
    expect(await count(9, keyed(SECOND))).toEqual({ ...first, isRepeated: true });
    await expect(count(8, keyed(SECOND, 'b'))).rejects.toMatchObject({ code: 'command-id-reused' });
    expect(await stored()).toHaveLength(3);
  });

  it('would be done twice without the check: the log alone does not notice it once others have written', async () => {
    const unchecked = new EventSourcedRepository(counterType, store);
    const once = async () => {
      const counter = await unchecked.get(ID);
      counter.count(5);
      await unchecked.update(counter, newContext({ commandId: FIRST }));
    };
    await start(1);
    await once();
    await count(1);
    await once();
    expect((await stored()).filter(({ metadata }) => metadata.commandId === FIRST)).toHaveLength(2);
  });
});

describe('EventSourcedMediatorFactory', () => {
  it('makes mediators that know every type it was told of', async () => {
    const factory = new EventSourcedMediatorFactory({ eventStore: store, handlerRegistry: registry })
      .registerEventSourcedType('counter')
      .registerEventSourcedType('invoice')
      .registerNonEventSourcedType('preferences');
    const made = factory.create();
    expect(await made.execute<Start>({ type: 'start', id: ID, by: 3 }, newContext())).toMatchObject({
      revision: 0,
    });
    expect(await stored()).toHaveLength(1);
  });

  it('stores the events of a type in a store of its own, where it was given one', async () => {
    const own = new InMemoryEventStore();
    const made = new EventSourcedMediatorFactory({ eventStore: store, handlerRegistry: registry })
      .registerEventSourcedType('counter', own)
      .create();
    await made.execute<Start>({ type: 'start', id: ID, by: 3 }, newContext());
    expect([own.appendCount, store.appendCount]).toEqual([1, 0]);
  });

  it.each([
    [
      'no event store',
      () => new EventSourcedMediatorFactory({ handlerRegistry: registry } as never),
      'defaultEventStore',
    ],
    ['no registry', () => new EventSourcedMediatorFactory({ eventStore: store } as never), 'handlerRegistry'],
    [
      'a type registered both ways',
      () => orchestrator.registerNonEventSourcedType('counter'),
      'counter is registered both as event-sourced and as not',
    ],
    ['a type without a name', () => orchestrator.registerEventSourcedType(' '), 'needs a name'],
  ])('refuses at once %s', (_, wrong, words) => {
    expect(wrong).toThrow(expect.objectContaining({ name: 'EventSourcingConfigurationError' }));
    expect(wrong).toThrow(words);
  });
});
