import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { Counter, counterType, ID, newContext } from '../../test/counter.ts';
import { EventSourcedRepository } from '../repository/event-sourced-repository.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { isNonEventSourced, nonEventSourced } from './non-event-sourced.ts';

describe('nonEventSourced', () => {
  it('marks a class and those that extend it, and no other', () => {
    const Preferences = nonEventSourced(class UserPreferences {});
    class SpecialPreferences extends Preferences {}
    expect([Preferences, SpecialPreferences, Counter].map(isNonEventSourced)).toEqual([true, true, false]);
  });

  it('keeps the events of a marked class out of the log: a repository of them cannot even be made', () => {
    const marked = { ...counterType, aggregateClass: nonEventSourced(class extends Counter {}) };
    expect(() => new EventSourcedRepository(marked, new InMemoryEventStore())).toThrow(
      expect.objectContaining({
        name: 'StrictValidationViolationError',
        message: expect.stringContaining('use a StateStoredRepository'),
      }),
    );
  });

  it('keeps them out also where only the aggregates themselves are of a marked class', async () => {
    const log = new InMemoryEventStore();
    const { aggregateClass: _, ...type } = counterType;
    const Marked = nonEventSourced(
      class MarkedCounter extends Counter {
        static start(): MarkedCounter {
          return new MarkedCounter(type.evolve, ID, type.initial);
        }
      },
    );
    const counter = Marked.start();
    counter.count(1);
    await expect(new EventSourcedRepository(type, log).add(counter, newContext())).rejects.toMatchObject({
      name: 'StrictValidationViolationError',
    });
    expect(log.appendCount).toBe(0);
  });

  it('works as a decorator for those who compile their sources', () => {
    const { outputText } = ts.transpileModule('@nonEventSourced class Preferences {}', {
      compilerOptions: { target: ts.ScriptTarget.ES2022, experimentalDecorators: false },
    });
    const make = new Function('nonEventSourced', `${outputText}\nreturn Preferences;`);
    expect(isNonEventSourced(make(nonEventSourced))).toBe(true);
  });
});
