import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BOOKS,
  book,
  bookOf,
  named,
  removed,
  ShelfSystem,
  shelfOf,
} from '../../test/rebuild/shelf-system.ts';

let system: ShelfSystem;
beforeEach(() => {
  system = new ShelfSystem();
});
afterEach(() => system.stop());

const many = Array.from({ length: 1_200 }, (_, n) => n);

/** How often documents are loaded or listed while something is done. */
async function readsDuring(work: () => Promise<unknown>): Promise<{ loads: number; lists: number }> {
  const { readModel } = system;
  const reads = { loads: 0, lists: 0 };
  const { loadDocuments, listDocuments } = readModel;
  readModel.loadDocuments = (collection, ids) => {
    if (collection === BOOKS) reads.loads += 1;
    return loadDocuments.call(readModel, collection, ids);
  };
  readModel.listDocuments = (place) => {
    reads.lists += 1;
    return listDocuments.call(readModel, place);
  };
  await work();
  return reads;
}

describe('The documents of a stream’s entities', () => {
  it('are made, changed and deleted one by one, each with the revision of the event that last touched it', async () => {
    await system.project();
    await system.write('a', named('Art'), ...book('added', 'x', 'y', 'z'), ...book('read', 'y'));
    await system.write('a', ...book('lost', 'x'), ...book('read', 'y'));
    await system.untilProjected();
    expect(await system.shown('a')).toEqual({ y: 'Art/2@6', z: 'Art/0@3' });
    expect(await system.told('a')).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('are all touched by one event, those of this stream alone, and not touched where nothing changes', async () => {
    await system.project();
    await system.write('a', named('Art'), ...book('added', 'x'));
    await system.write('ab', named('Biology'), ...book('added', 'x'));
    await system.write('a', ...book('added', 'y'), named('Arts'), ...book('added', 'z'), named('Arts'));
    await system.untilProjected();
    expect(await system.shown('a')).toEqual({ x: 'Arts/0@3', y: 'Arts/0@3', z: 'Arts/0@4' });
    expect(await system.shown('ab')).toEqual({ x: 'Biology/0@1' });
  });

  it('go with their stream’s own, whatever was projected in the same span and before', async () => {
    await system.project();
    await system.write('a', named('Art'), ...book('added', 'x', 'y'));
    await system.write('ab', named('Biology'), ...book('added', 'x'));
    await system.untilProjected();
    await system.write('a', ...book('added', 'z'), ...book('lost', 'x'), removed);
    await system.untilProjected();
    expect(system.readModel.documents.ids(BOOKS)).toEqual([bookOf('ab', 'x')]);
  });

  it('are read together, however many of them the events of a span touch', async () => {
    await system.write('a', named('Art'), ...book('added', ...many));
    await system.project();
    await system.untilProjected();
    const spans = Math.ceil(many.length / 500);
    const { loads, lists } = await readsDuring(async () => {
      await system.write('a', ...book('read', ...many), ...book('lost', 7));
      await system.untilProjected();
    });
    expect(lists).toBe(0);
    expect(loads).toBeLessThanOrEqual(spans);
    expect(Object.keys(await system.shown('a'))).toHaveLength(many.length - 1);
    expect((await system.shown('a'))['8']).toBe(`Art/1@${many.length + 1 + 8}`);
  });

  it.each([
    ['changes one that is not there', 'x', /^There is no document .*a:x in books/],
    ['changes one of another stream', '../b:x', /^There is no document/],
  ])('are all as they were when an event %s, which sets the stream aside', async (_, name) => {
    await system.project();
    await system.write('b', named('Biology'), ...book('added', 'x'));
    await system.write('a', named('Art'), ...book('added', 'y'), ...book('read', name), named('Arts'));
    await system.untilProjected();
    expect(await system.shown('a')).toEqual({ y: 'Art/0@1' });
    const status = (await system.readModel.loadStatuses([shelfOf('a')])).get(shelfOf('a'));
    expect(status).toMatchObject({ projected: 1, failure: { code: 'missing-document', revision: 2 } });
    await system.write('b', ...book('read', 'x'));
    await system.untilProjected();
    expect(await system.shown('b')).toEqual({ x: 'Biology/1@2' });
  });

  it('stay at their revision when an event is left out, and go on behind it', async () => {
    system.poison = 'y';
    const reconciliator = await system.project();
    await system.write('a', named('Art'), ...book('added', 'x', 'y'), ...book('read', 'y', 'x'));
    await system.untilProjected();
    await system.skip(reconciliator, 'a', 3);
    await system.write('a', ...book('read', 'x'));
    await system.untilProjected();
    expect(await system.shown('a')).toEqual({ x: 'Art/2@5', y: 'Art/0@2' });
    expect(await system.told('a')).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are all written by an event without the guard, too', async () => {
    await system.write('a', named('Art'), ...book('added', 'x', 'y'));
    const ordered = await system.project();
    await system.untilProjected();
    await ordered.stop();
    const unordered = await system.project({ ordering: 'none' });
    const isTold = Promise.withResolvers<void>();
    const ended = new AbortController();
    const look = async () => {
      if ((await system.told('a')).length > 3) isTold.resolve();
    };
    const following = system.readModel.signals.follow(
      { onOpen: look, onProjected: look },
      { signal: ended.signal },
    );
    await system.write('a', named('Arts'));
    await isTold.promise;
    ended.abort();
    await following;
    await unordered.stop();
    expect(await system.shown('a')).toEqual({ x: 'Arts/0@3', y: 'Arts/0@3' });
  });
});
