import { describe, expect, it } from 'vitest';
import { counterType, ID, newContext, streamOf } from '../../test/counter.ts';
import { EventSourcedRepository } from '../repository/event-sourced-repository.ts';
import { eventsToAppend } from '../repository/event-to-append.ts';
import { UpcastingEventStore } from '../repository/upcasting-event-store.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { type Upcaster, Upcasters } from './upcaster.ts';

const versions: readonly Upcaster[] = [
  { type: 'counter.up.v0', becomes: 'counter.counted.v0', upcast: () => ({ amount: 1 }) },
  { type: 'counter.counted.v0', becomes: 'counter.counted.v1', upcast: ({ amount }) => ({ by: amount }) },
];

describe('Upcasters', () => {
  it('let an aggregate be loaded from events that earlier versions stored', async () => {
    const log = new InMemoryEventStore();
    const stored = [
      { type: 'counter.up.v0', data: {} },
      { type: 'counter.counted.v0', data: { amount: 4 } },
      { type: 'counter.counted.v1', data: { by: 10 } },
    ];
    await log.append(
      streamOf(),
      -1,
      eventsToAppend(stored, newContext(), { stream: streamOf(), firstRevision: 0 }),
    );
    const counters = new EventSourcedRepository(
      counterType,
      new UpcastingEventStore(log, new Upcasters(versions)),
    );
    const counter = await counters.get(ID);
    expect(counter).toMatchObject({ revision: 2, state: { total: 15 } });

    counter.count(1);
    await counters.update(counter, newContext());
    const types = (await Array.fromAsync(log.read(streamOf()))).map(({ type }) => type);
    expect(types).toEqual([...stored.map(({ type }) => type), 'counter.counted.v1']);
    await expect(new EventSourcedRepository(counterType, log).get(ID)).rejects.toMatchObject({
      name: 'MissingEventHandlerError',
    });
  });

  it('fill in what was added to a type without making it another one', async () => {
    const upcasters = new Upcasters([
      { type: 'counter.counted.v1', becomes: 'counter.counted.v1', upcast: (data) => ({ by: 1, ...data }) },
    ]);
    const log = new InMemoryEventStore();
    const stored = [
      { type: 'counter.counted.v1', data: {} },
      { type: 'counter.counted.v1', data: { by: 5 } },
    ];
    await log.append(
      streamOf(),
      -1,
      eventsToAppend(stored, newContext(), { stream: streamOf(), firstRevision: 0 }),
    );
    const store = new UpcastingEventStore(log, upcasters);
    expect((await Array.fromAsync(store.read(streamOf()))).map(({ data }) => data)).toEqual([
      { by: 1 },
      { by: 5 },
    ]);
    expect(await store.readLast(streamOf())).toMatchObject({ revision: 1, data: { by: 5 } });
  });

  it.each([
    ['two for one type', [versions[1], versions[1]], 'two upcasters for counter.counted.v0'],
    [
      'a circle',
      [versions[1], { type: 'counter.counted.v1', becomes: 'counter.counted.v0', upcast: () => ({}) }],
      'in a circle, counter.counted.v0 → counter.counted.v1 → counter.counted.v0',
    ],
  ])('refuse %s at once', (_, wrong, words) => {
    const make = () => new Upcasters(wrong as readonly Upcaster[]);
    expect(make).toThrow(expect.objectContaining({ name: 'EventSourcingConfigurationError' }));
    expect(make).toThrow(words);
  });
});
