import { describe, expect, it } from 'vitest';
import { Counter, type CounterEvent, counterType } from '../../test/counter.ts';
import { duplicated, shuffled } from './disorder.ts';
import { givenAggregate } from './given-aggregate.ts';

const counted = (by: number): CounterEvent => ({ type: 'counter.counted.v1', data: { by } });

describe('givenAggregate', () => {
  it('tells a rule: given a history, when something is decided, then these events', () => {
    givenAggregate(counterType, [counted(40), counted(2)])
      .when((counter) => counter.count(8))
      .thenRaises([counted(8)])
      .thenHas({ total: 50 });
    givenAggregate(counterType, [counted(40)])
      .when((counter) => counter.count(0))
      .thenRaisesNothing();
    givenAggregate(counterType, [counted(99)])
      .when((counter) => counter.count(2))
      .thenRefuses({ code: 'too-much' });
    givenAggregate(counterType)
      .when(() => {
        const counter = Counter.of();
        counter.count(1);
        return counter;
      })
      .thenRaises([counted(1)]);
  });

  it.each([
    [
      'other events',
      () =>
        givenAggregate(counterType)
          .when((counter) => counter.count(1))
          .thenRaises([counted(2)]),
    ],
    [
      'events where none were expected',
      () =>
        givenAggregate(counterType)
          .when((counter) => counter.count(1))
          .thenRaisesNothing(),
    ],
    [
      'another state',
      () =>
        givenAggregate(counterType, [counted(1)])
          .when(() => undefined)
          .thenHas({ total: 2 }),
    ],
    [
      'no refusal',
      () =>
        givenAggregate(counterType)
          .when((counter) => counter.count(1))
          .thenRefuses({}),
    ],
    [
      'another refusal',
      () =>
        givenAggregate(counterType, [counted(99)])
          .when((counter) => counter.count(2))
          .thenRefuses({ code: 'no' }),
    ],
    [
      'a refusal',
      () =>
        givenAggregate(counterType, [counted(99)])
          .when((counter) => counter.count(2))
          .thenRaisesNothing(),
    ],
  ])('fails when the decision has another outcome: %s', (_, story) => {
    expect(story).toThrow();
  });
});

describe('disorder', () => {
  it('keeps every item, each as often as it is delivered', () => {
    const items = [1, 2, 3, 4, 5, 6];
    expect(shuffled(items).toSorted()).toEqual(items);
    expect(duplicated(items, 3)).toEqual([1, 1, 2, 3, 4, 4, 5, 6]);
    let seed = 0.9;
    expect(shuffled(items, () => (seed = (seed * 7) % 1))).not.toEqual(items);
  });
});
