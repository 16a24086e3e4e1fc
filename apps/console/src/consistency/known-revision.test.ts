import { describe, expect, test } from 'vitest';
import { type KnownRevision, learn, type Observation } from './known-revision.ts';

const projected = (revision: number, heardAt: number): Observation => ({
  head: revision,
  projected: revision,
  status: 'projected',
  heardAt,
});
const pending = (head: number, shown: number | null, heardAt: number): Observation => ({
  head,
  projected: shown,
  status: 'pending',
  heardAt,
});
const written = (head: number, heardAt: number): Observation => ({
  head,
  projected: null,
  status: null,
  heardAt,
});
const all = (...heard: Observation[]): KnownRevision | undefined =>
  heard.reduce<KnownRevision | undefined>(learn, undefined);

describe('learn', () => {
  test("a command's answer makes the aggregate pending at once", () => {
    expect(all(projected(7, 1), written(8, 2))).toMatchObject({ head: 8, projected: 7, pendingSince: 2 });
  });

  test('the projection that follows ends it', () => {
    expect(all(projected(7, 1), written(8, 2), projected(8, 3))).toEqual({
      head: 8,
      projected: 8,
      status: 'projected',
      heardAt: 3,
      pendingSince: null,
    });
  });

  test('a change that overtakes the answer of its command is not undone by it', () => {
    expect(all(projected(7, 1), projected(8, 3), written(8, 4))).toMatchObject({
      head: 8,
      projected: 8,
      status: 'projected',
      pendingSince: null,
    });
  });

  test('revisions never go back, in whatever order things are heard', () => {
    const heard = [projected(7, 1), pending(9, 7, 2), projected(8, 3), written(9, 4), projected(9, 5)];
    const orders = permutations(heard);
    expect(orders).toHaveLength(120);
    for (const order of orders) {
      let known: KnownRevision | undefined;
      for (const observation of order) {
        const next = learn(known, observation);
        expect(next.head ?? -1).toBeGreaterThanOrEqual(known?.head ?? -1);
        expect(next.projected ?? -1).toBeGreaterThanOrEqual(known?.projected ?? -1);
        known = next;
      }
      expect(known).toMatchObject({ head: 9, projected: 9, status: 'projected' });
    }
  });

  test('an older word about the status does not replace a newer one', () => {
    const quarantined: Observation = { head: 8, projected: 7, status: 'quarantined', heardAt: 5 };
    expect(all(quarantined, projected(7, 3))?.status).toBe('quarantined');
  });

  test('keeps the time at which the oldest unprojected event was written', () => {
    expect(all(projected(7, 1), written(8, 10), written(9, 20))?.pendingSince).toBe(10);
  });

  test('does not invent since when something lags that was found lagging', () => {
    expect(all({ head: 9, projected: 7, status: 'lagging', heardAt: 50 })?.pendingSince).toBeNull();
    expect(
      all({ head: 9, projected: 7, status: 'lagging', heardAt: 50, pendingSince: 20 })?.pendingSince,
    ).toBe(20);
  });

  test('believes a diverged log although its head is lower', () => {
    expect(all(projected(9, 1), { head: 4, projected: 9, status: 'diverged', heardAt: 2 })).toMatchObject({
      head: 4,
      projected: 9,
      status: 'diverged',
    });
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) => {
    const others = items.filter((_, other) => other !== at);
    return permutations(others).map((rest) => [item, ...rest]);
  });
}
