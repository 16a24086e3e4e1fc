import { describe, expect, it } from 'vitest';
import { counterType } from '../../test/counter.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { checkEventTypes } from './check-event-types.ts';
import { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';

const complete = new Set(counterType.eventTypes);
const unregistered = new EventSourcedPersistenceOrchestrator({ defaultEventStore: new InMemoryEventStore() });
const v0 = { type: 'counter.counted.v0', upcast: () => ({ by: 1 }) };

describe('checkEventTypes', () => {
  it('finds nothing where every event type has an apply and a projection', () => {
    const upcasters = new Upcasters([{ ...v0, becomes: 'counter.counted.v1' }]);
    expect(() =>
      checkEventTypes({
        eventSourced: [counterType],
        projected: complete,
        handlers: [{ name: 'a saga', eventTypes: ['counter.ended.v1'] }],
        upcasters,
        orchestrator: { registeredTypes: new Set(['counter']) },
      }),
    ).not.toThrow();
  });

  it('lists every event type that has no apply and every one that has no projection', () => {
    const forgetful = { ...counterType, eventTypes: [...counterType.eventTypes, 'counter.reset.v1'] };
    const check = () =>
      checkEventTypes({ eventSourced: [forgetful], projected: new Set(['counter.ended.v1']) });
    expect(check).toThrow(expect.objectContaining({ name: 'MissingEventHandlerError' }));
    expect(check).toThrow(
      'counter.reset.v1 has no apply in counter; counter.counted.v1 has no projection; counter.reset.v1 has no projection',
    );
  });

  it.each([
    [
      'a projection',
      { projected: new Set([...complete, 'counter.rested.v1']) },
      'counter.rested.v1 (a projection)',
    ],
    [
      'a saga',
      { handlers: [{ name: 'the saga x', eventTypes: ['counter.rested.v1'] }] },
      'counter.rested.v1 (the saga x)',
    ],
    [
      'an upcaster',
      { upcasters: new Upcasters([{ ...v0, becomes: 'counter.v9' }]) },
      'counter.v9 (an upcaster)',
    ],
  ])('refuses %s for an event type that no aggregate raises', (_, more, words) => {
    const check = () => checkEventTypes({ eventSourced: [counterType], ...more });
    expect(check).toThrow(expect.objectContaining({ name: 'InvalidEventHandlerError' }));
    expect(check).toThrow(words);
  });

  it('refuses an apply for an event type that its aggregate does not list, although another one lists it', () => {
    const forgetful = { ...counterType, eventTypes: ['counter.ended.v1'] };
    const other = { ...counterType, name: 'abacus' };
    const check = () => checkEventTypes({ eventSourced: [forgetful, other] });
    expect(check).toThrow(expect.objectContaining({ name: 'InvalidEventHandlerError' }));
    expect(check).toThrow(/raises: counter\.counted\.v1 \(the apply of counter\)\. Correct .* eventTypes/);
  });

  it('refuses two aggregates with one name, however they are stored', () => {
    const other = { ...counterType, eventTypes: [], evolve: {} };
    for (const check of [
      () => checkEventTypes({ eventSourced: [counterType, other] }),
      () => checkEventTypes({ eventSourced: [counterType], stateStored: [other] }),
    ]) {
      expect(check).toThrow(expect.objectContaining({ name: 'EventSourcingConfigurationError' }));
      expect(check).toThrow('Several types of aggregates are named counter');
    }
  });

  it('names an aggregate that nobody has registered', () => {
    expect(() => checkEventTypes({ eventSourced: [counterType], orchestrator: unregistered })).toThrow(
      expect.objectContaining({ name: 'EventSourcedAggregateRequiredError', aggregateType: 'counter' }),
    );
  });
});
