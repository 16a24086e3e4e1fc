import type { Command } from '@tools-provider/mediator';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import { givenSaga } from '../testing/given-saga.ts';
import { defineSaga, type SagaDefinition } from './define-saga.ts';
import type { SagaDecision } from './saga.ts';

type Begun = DomainEvent<'thing.begun.v1', { readonly dueAt: string }>;
type Definition = SagaDefinition<number, Begun, Command, 'due'>;

const definition: Definition = {
  name: 'thing-process',
  initial: 0,
  startedBy: { 'thing.begun.v1': ({ subject }) => subject },
  on: { 'thing.begun.v1': (state, { data }) => ({ state, timeouts: { due: data.dueAt } }) },
  onTimeout: { due: (state) => ({ state, isDone: true }) },
};
const wrong = (changes: object) => () =>
  defineSaga<number, Begun, Command, 'due'>({ ...definition, ...changes } as Definition);
const deciding = (decision: object) =>
  givenSaga(wrong({ on: { 'thing.begun.v1': () => decision as SagaDecision<number, Command, 'due'> } })());
const begun = { type: 'thing.begun.v1', subject: 'a', data: { dueAt: '2026-01-01T00:00:00.000Z' } } as const;

describe('A saga that cannot work', () => {
  it.each([
    [{ name: 'Thing process' }, 'kebab-case'],
    [{ name: '' }, 'kebab-case'],
    [{ initial: undefined }, 'initial state'],
    [{ startedBy: {} }, 'Nothing starts'],
    [{ startedBy: undefined }, 'Nothing starts'],
    [{ startedBy: { 'thing.begun.v1': 'subject' } }, 'thing.begun.v1 in startedBy'],
    [{ on: {} }, 'started by thing.begun.v1 and does not say what it decides'],
    [{ on: { 'thing.begun.v1': undefined } }, 'thing.begun.v1 in on'],
    [{ onTimeout: { due: undefined } }, 'due in onTimeout'],
    [{ onRefused: 'nothing' }, 'onRefused that is no function'],
    [{ onRefused: null }, 'onRefused that is no function'],
  ])('as %o is refused where it is defined, with what is to be done', (changes, message) => {
    expect(wrong(changes)).toThrow(EventSourcingConfigurationError);
    expect(wrong(changes)).toThrow(message);
  });

  it.each([
    [{}, 'answer { state }'],
    [undefined, 'answer { state }'],
    [{ state: 1, timeouts: { never: '2026-01-01T00:00:00.000Z' } }, 'add it to onTimeout'],
    [{ state: 1, timeouts: { due: 'tomorrow' } }, 'in UTC with milliseconds'],
    [{ state: 1, timeouts: { due: '2026-01-01T00:00:00Z' } }, 'in UTC with milliseconds'],
    [{ state: 1, timeouts: { due: '2026-13-01T00:00:00.000Z' } }, 'in UTC with milliseconds'],
  ])('because it decides %o is refused when it does', (decision, message) => {
    const decide = () => deciding(decision as object).when(begun);
    expect(decide).toThrow(EventSourcingConfigurationError);
    expect(decide).toThrow(message);
  });

  it('because it sets a timeout that it has no handler for is refused by the compiler, and when it decides', () => {
    const saga = defineSaga<number, Begun, Command>({
      name: 'thing-process',
      initial: 0,
      startedBy: { 'thing.begun.v1': ({ subject }) => subject },
      // @ts-expect-error It names no timeout, so it may set none.
      on: { 'thing.begun.v1': (state, { data }) => ({ state, timeouts: { due: data.dueAt } }) },
    });
    expect(() => givenSaga(saga).when(begun)).toThrow('add it to onTimeout');
    expectTypeOf<SagaDecision<number, Command, never>['timeouts']>().toEqualTypeOf<
      Readonly<Record<string, never>> | undefined
    >();
    expectTypeOf<SagaDecision<number, Command, 'due'>['timeouts']>().toEqualTypeOf<
      { readonly due?: string | null } | undefined
    >();
  });

  it('because it sets a timeout, when that comes, to a time that has passed is refused instead of going on for ever', () => {
    const again = wrong({
      onTimeout: { due: (state: number, at: string) => ({ state, timeouts: { due: at } }) },
    })();
    expect(() => givenSaga(again, [begun]).when({ timeout: 'due' })).toThrow('set it to a later time');
  });
});

describe('A saga that decides', () => {
  it('keeps a timeout that it does not speak of, moves one that it sets, and drops one that it sets to null', () => {
    const saga = defineSaga<number, Begun, Command, 'due' | 'other'>({
      name: 'thing-process',
      initial: 0,
      startedBy: { 'thing.begun.v1': ({ subject }) => subject },
      on: {
        'thing.begun.v1': (state, { data }) => {
          if (state === 0) return { state: 1, timeouts: { due: data.dueAt, other: data.dueAt } };
          return state === 1 ? { state: 2, timeouts: { other: null } } : { state, timeouts: { due: null } };
        },
      },
      onTimeout: { due: (state) => ({ state }), other: (state) => ({ state }) },
    });
    const { dueAt } = begun.data;
    givenSaga(saga)
      .when(begun)
      .thenDecides({ timeouts: { due: dueAt, other: dueAt } });
    givenSaga(saga, [begun])
      .when(begun)
      .thenDecides({ timeouts: { due: dueAt } });
    givenSaga(saga, [begun, begun]).when(begun).thenDecides({ timeouts: {} });
    givenSaga(saga, [begun])
      .when({ timeout: 'due' })
      .thenDecides({ timeouts: { other: dueAt } });
  });

  it('does not let a handler change what is stored by changing what it was given', () => {
    const saga = defineSaga<{ list: string[] }, Begun, Command>({
      name: 'thing-process',
      initial: { list: [] },
      startedBy: { 'thing.begun.v1': ({ subject }) => subject },
      on: {
        'thing.begun.v1': (state, { subject }) => {
          state.list.push(subject);
          return { state };
        },
      },
    });
    givenSaga(saga)
      .when(begun)
      .thenDecides({ state: { list: ['a'] } });
    givenSaga(saga)
      .when(begun)
      .thenDecides({ state: { list: ['a'] } });
  });
});
