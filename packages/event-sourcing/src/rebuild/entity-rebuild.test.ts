import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BOOKS,
  book,
  bookOf,
  named,
  removed,
  SHELVES,
  type ShelfEvent,
  ShelfSystem,
  shelfOf,
} from '../../test/rebuild/shelf-system.ts';
import type { RebuildOutcome, RebuildPhase, RebuildProgress } from './rebuild.ts';

const { signal } = new AbortController();

let system: ShelfSystem;
beforeEach(() => {
  system = new ShelfSystem();
});
afterEach(() => system.stop());

const many = Array.from({ length: 1_000 }, (_, n) => n);

/** Called when a rebuild has got to a phase. */
function progressTo(phase: RebuildPhase, then: () => Promise<void> = async () => {}) {
  const reached: Promise<void>[] = [];
  const progress: RebuildProgress = {
    phase: (now) => void (now === phase && reached.push(then())),
    events: () => undefined,
    checked: () => undefined,
  };
  return { progress, reached };
}

async function rebuild(projections: readonly string[] = [SHELVES, BOOKS]): Promise<RebuildOutcome> {
  const { progress } = progressTo('swapping');
  return await system.engine().rebuild(projections, progress, signal);
}

const verify = () => system.engine().verify([BOOKS], { checked: () => undefined }, signal);

/** A book's document that no event has written. */
async function put(id: string, document: object | undefined, revision = 1): Promise<void> {
  const write = { collection: BOOKS, id, revision };
  const placed = document === undefined ? undefined : { id, ...document };
  system.readModel.documents.write({ ...write, document: placed }, '2026-01-02T03:04:05.678Z');
}

async function givenShelves(): Promise<void> {
  await system.project();
  await system.write('a', named('Art'), ...book('added', ...many), ...book('read', 1, 2, 3));
  await system.write('b', named('Biology'), ...book('added', 'x', 'y'), ...book('lost', 'x'));
  await system.write('gone', named('Gone'), ...book('added', 'x', 'y'), removed);
  await system.write('a', named('Arts'), ...book('read', 4));
  await system.untilProjected();
}

/** The log is another one than was projected, in which there is nothing but these events of one shelf; a worker notices. */
async function setBack(name: string, ...events: readonly ShelfEvent[]): Promise<void> {
  const { readModel } = system;
  await system.stop();
  system = new ShelfSystem(readModel);
  await system.write(name, ...events);
  const { streams } = await system.project();
  const statuses = await readModel.listStatuses({ limit: 10 });
  for (const { stream } of statuses) await streams.reconcile({ stream, delivered: [], isToEnd: true });
}

describe('A rebuild of streams with many documents', () => {
  it('makes each document as it is, at its revision, and none of a stream that has ended', async () => {
    await givenShelves();
    const shown = await Promise.all(['a', 'b', 'gone'].map((name) => system.shown(name)));
    await put(bookOf('gone', 'ghost'), { shelf: 'Gone', reads: 0 });
    await put(bookOf('a', 'ghost'), { shelf: 'Arts', reads: 0 });
    expect(await rebuild()).toMatchObject({ outcome: 'swapped', report: { checked: 3, differences: [] } });
    expect(await Promise.all(['a', 'b', 'gone'].map((name) => system.shown(name)))).toEqual(shown);
    expect(Object.keys(shown[0] ?? {})).toHaveLength(many.length);
    expect(await verify()).toMatchObject({ checked: 3, differences: [] });
  });

  it('of one collection makes the others that it cannot be made without', async () => {
    await givenShelves();
    expect(await rebuild([BOOKS])).toMatchObject({ outcome: 'swapped', report: { differences: [] } });
    const described = await system.readModel.rebuildStore.describe([SHELVES, BOOKS]);
    expect(described.map(({ generation, documents }) => [generation, documents])).toEqual([
      [1, 2],
      [1, 1_001],
    ]);
  });

  it('goes on with documents that it has written and forgotten, alone and all of a stream at once', async () => {
    await givenShelves();
    const before = await system.shown('a');
    const engine = system.engine({ pageEvents: 100, cachedEvents: 50 });
    const { progress } = progressTo('swapping');
    const outcome = await engine.rebuild([SHELVES, BOOKS], progress, signal);
    expect(outcome).toMatchObject({ outcome: 'swapped', report: { differences: [] } });
    expect(await system.shown('a')).toEqual(before);
  });

  it('catches up with what is projected meanwhile, also with the end of a stream', async () => {
    await givenShelves();
    const { progress, reached } = progressTo('verifying', async () => {
      await system.write('b', named('Botany'), ...book('added', 'z'));
      await system.write('a', removed);
      await system.write('new', named('New'), ...book('added', 'x'));
      await system.untilProjected();
    });
    const outcome = await system.engine().rebuild([BOOKS], progress, signal);
    await Promise.all(reached);
    await system.untilProjected();
    expect(outcome.outcome).toBe('swapped');
    expect(await system.shown('a')).toEqual({});
    expect(await system.shown('b')).toEqual({ y: 'Botany/0@4', z: 'Botany/0@5' });
    expect(await system.shown('new')).toEqual({ x: 'New/0@1' });
    expect(await verify()).toMatchObject({ differences: [] });
  });

  it('keeps nothing of a stream that is set back meanwhile', async () => {
    await givenShelves();
    const { progress, reached } = progressTo('verifying', async () => {
      const document = { id: bookOf('b', 'x'), shelf: 'Biology', reads: 0 };
      const shelf = { id: shelfOf('b'), name: 'Biology', books: 1 };
      const { readModel } = system;
      await readModel.commit([
        {
          stream: shelfOf('b'),
          generation: readModel.generation,
          ...{ from: 3, to: 1, isSetBack: true, lastEventId: 'b/1', emitted: 3, cloudEvents: [] },
          documents: [
            { collection: BOOKS, id: document.id, revision: 1, document },
            { collection: BOOKS, id: bookOf('b', 'y'), revision: 1, document: undefined },
            { collection: SHELVES, id: shelf.id, revision: 1, document: shelf },
          ],
        },
      ]);
    });
    const outcome = await system.engine().rebuild([BOOKS], progress, signal);
    await Promise.all(reached);
    expect(outcome).toMatchObject({ outcome: 'swapped', report: { differences: [] } });
    expect(await system.shown('b')).toEqual({ x: 'Biology/0@1' });
  });

  it('leaves what is set aside where it is, and leaves out what was left out', async () => {
    await givenShelves();
    system.poison = 'y';
    await system.write('b', ...book('read', 'y'), named('Botany'));
    await system.untilProjected();
    const isRight = { outcome: 'swapped', report: { differences: [] } };
    expect(await rebuild()).toMatchObject(isRight);
    expect(await system.shown('b')).toEqual({ y: 'Biology/0@2' });
    const reconciliator = await system.project();
    await system.skip(reconciliator, 'b', 4);
    await system.write('b', ...book('added', 'z'));
    await system.untilProjected();
    const shown = { y: 'Botany/0@5', z: 'Botany/0@6' };
    expect(await system.shown('b')).toEqual(shown);
    expect(await rebuild()).toMatchObject(isRight);
    expect(await system.shown('b')).toEqual(shown);
  });

  it('heals a stream whose log was set back, so that no document of the lost log stays', async () => {
    await givenShelves();
    await setBack('b', named('Biology'), ...book('added', 'w'));
    expect(await system.readModel.countFailures()).toEqual(new Map([['diverged', 3]]));
    // What is shown is right before anything is made anew.
    const healed: string[] = [];
    const { progress } = progressTo('building', async () => {
      healed.push(...system.readModel.documents.ids(BOOKS));
    });
    const outcome = await system.engine().rebuild([BOOKS], progress, signal);
    expect(healed).toEqual([bookOf('b', 'w')]);
    expect(outcome).toMatchObject({ outcome: 'swapped', report: { differences: [] } });
    expect(system.readModel.documents.ids(BOOKS)).toEqual([bookOf('b', 'w')]);
    expect(await system.shown('b')).toEqual({ w: 'Biology/0@1' });
    expect(await verify()).toMatchObject({ differences: [] });
  });
});

describe('A verification of streams with many documents', () => {
  it('finds one that differs, one that is missing, and one that should not be', async () => {
    await givenShelves();
    await put(bookOf('a', 7), { shelf: 'Wrong', reads: 0 }, 1_004);
    await put(bookOf('a', 8), undefined);
    await put(bookOf('a', 'ghost'), { shelf: 'Arts', reads: 0 });
    await put(bookOf('gone', 'x'), { shelf: 'Gone', reads: 0 });
    await put(bookOf('never', 'x'), { shelf: 'Never', reads: 0 });
    const { differences } = await verify();
    const found = differences.map(({ id, paths }) => [id, paths.join()]).toSorted();
    expect(found).toEqual([
      [bookOf('a', 7), '/shelf'],
      [bookOf('a', 8), ''],
      [bookOf('a', 'ghost'), ''],
      [bookOf('gone', 'x'), ''],
      [bookOf('never', 'x'), ''],
    ]);
  });
});
