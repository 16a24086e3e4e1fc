import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DROP, NOTES, NoteSystem, noteOf } from '../../test/rebuild/note-system.ts';
import { StaleSpansError } from '../errors.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { ProjectedSpan } from '../reconciliation/read-model-store.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { RebuildProgress } from './rebuild.ts';
import type { RebuildEngine } from './rebuild-engine.ts';

let system: NoteSystem;
let signal: AbortSignal;
beforeEach(() => {
  system = new NoteSystem();
  signal = new AbortController().signal;
});
afterEach(async () => {
  await system.stop();
});

const unobserved: RebuildProgress = {
  phase: () => undefined,
  events: () => undefined,
  checked: () => undefined,
};
const rebuild = (engine: RebuildEngine = system.engine(), progress: Partial<RebuildProgress> = {}) =>
  engine.rebuild([NOTES], { ...unobserved, ...progress }, signal);
const verify = () => system.engine().verify([NOTES], unobserved, signal);
const loud = (line: string) => line.toUpperCase();

/** The system's log, read in another way. */
const logReadBy = (read: EventStore['read']): EventStore => ({
  append: (...wanted) => system.eventStore.append(...wanted),
  readLast: (stream) => system.eventStore.readLast(stream),
  read,
});

/** Notes with so many lines each, their lines interleaved in the log, projected. */
async function givenNotes(names: readonly (string | number)[], lines = 3): Promise<void> {
  for (let n = 0; n < lines; n += 1) for (const name of names) await system.write(name, `line ${n}`);
  await system.project();
  await system.untilProjected();
}

describe('A rebuild', () => {
  it('shows what the present code makes of the whole log, and tells the feed nothing', async () => {
    await givenNotes(['a', 'b']);
    await system.write('b', DROP);
    await system.untilProjected();
    const [told, statuses] = [await system.feed(), await system.readModel.listStatuses({ limit: 10 })];
    expect(told).toHaveLength(7);
    system.render = loud;
    expect(await rebuild()).toMatchObject({ outcome: 'swapped', report: { checked: 2, differences: [] } });
    expect(await system.shown('a')).toEqual({ lines: ['LINE 0', 'LINE 1', 'LINE 2'], revision: 2 });
    expect(await system.shown('b')).toBeUndefined();
    expect(await system.feed()).toEqual(told);
    expect(await system.readModel.listStatuses({ limit: 10 })).toEqual(statuses);
  });

  it('lets the workers go on in what it has made', async () => {
    await givenNotes(['a']);
    system.render = loud;
    await rebuild();
    await system.write('a', 'later');
    await system.write('new', 'note');
    await system.untilProjected();
    expect((await system.shown('a'))?.lines).toEqual(['LINE 0', 'LINE 1', 'LINE 2', 'LATER']);
    expect((await system.shown('new'))?.lines).toEqual(['NOTE']);
    expect(await verify()).toEqual({ checked: 2, differences: [], bounded: false });
  });

  it('makes the same documents however few it may keep in memory', async () => {
    const names = Array.from({ length: 30 }, (_, n) => n);
    await givenNotes(names, 7);
    system.render = loud;
    const written: number[] = [];
    const { rebuildStore: store } = system.readModel;
    const { write } = store;
    store.write = async (generation, writes) => {
      written.push(writes.length);
      await write.call(store, generation, writes);
    };
    const limits = { pageEvents: 8, cachedEvents: 20, rememberedStreams: 10, parallelStreams: 2 };
    expect(await rebuild(system.engine({ limits }))).toMatchObject({ outcome: 'swapped' });
    for (const name of names)
      expect((await system.shown(name))?.lines).toEqual(Array.from({ length: 7 }, (_, n) => `LINE ${n}`));
    // With room for all it writes each once.
    expect(written.reduce((sum, count) => sum + count)).toBeGreaterThan(names.length);
    written.length = 0;
    await rebuild();
    expect(written).toEqual([names.length]);
  });

  it('takes over what is written, projected and dropped while it reads, compares and swaps', async () => {
    const names = Array.from({ length: 20 }, (_, n) => n);
    await givenNotes(names, 5);
    let writing = Promise.resolve();
    let writes = 0;
    const writeOn = () => {
      for (let n = 0; n < 3; n += 1) {
        const name = (writes * 7) % 25;
        writes += 1;
        writing = writing.then(() => system.write(name, `while ${writes}`));
      }
    };
    const revisions = new Map<number, number>();
    const watch = async () => {
      for (const name of names) {
        const revision = (await system.shown(name))?.revision ?? -1;
        expect(revision).toBeGreaterThanOrEqual(revisions.get(name) ?? -1);
        revisions.set(name, revision);
      }
    };
    let watching = Promise.resolve();
    const busy = () => {
      writeOn();
      watching = watching.then(watch);
    };
    const limits = { pageEvents: 4, swapStreams: 2 };
    const outcome = await rebuild(system.engine({ limits }), { phase: busy, events: busy, checked: busy });
    expect(outcome.outcome).toBe('swapped');
    await Promise.all([writing, watching]);
    await system.untilProjected();
    expect(writes).toBeGreaterThan(60);
    const { checked, differences } = await verify();
    expect({ checked, differences }).toEqual({ checked: 25, differences: [] });
    expect(await system.feed()).toHaveLength(100 + writes);
  });

  it('works off what is projected after the log was read, while documents are compared, and up to the swap', async () => {
    const names = Array.from({ length: 12 }, (_, n) => n);
    await givenNotes(names);
    system.render = loud;
    const { rebuildStore: store } = system.readModel;
    const { complete, listIds, swap } = store;
    const project = async (line: string, ...notes: readonly number[]) => {
      for (const name of notes) await system.write(name, line);
      await system.untilProjected();
    };
    store.complete = async (generation) => {
      await project('after the log', 0, 1);
      await complete.call(store, generation);
    };
    store.listIds = async (...wanted) => {
      await project('while it compares', 1, 2);
      return await listIds.apply(store, wanted);
    };
    const swaps: boolean[] = [];
    store.swap = async (...wanted) => {
      // The first time too many for a swap, the second time as many as it takes.
      await project('before the swap', ...(swaps.length === 0 ? [3, 4, 5, 6] : [7, 8]));
      const isSwapped = await swap.apply(store, wanted);
      swaps.push(isSwapped);
      return isSwapped;
    };
    const outcome = await rebuild(system.engine({ limits: { swapStreams: 3 } }));
    expect(outcome).toMatchObject({ outcome: 'swapped' });
    expect(swaps).toEqual([false, true]);
    const added = await Promise.all(names.map(async (name) => (await system.shown(name))?.lines.slice(3)));
    const before = ['BEFORE THE SWAP'];
    expect(added).toEqual([
      ['AFTER THE LOG'],
      ['AFTER THE LOG', 'WHILE IT COMPARES'],
      ['WHILE IT COMPARES'],
      ...Array.from({ length: 6 }, () => before),
      ...Array.from({ length: 3 }, () => []),
    ]);
    expect((await verify()).differences).toEqual([]);
  });

  it('lets nobody wait for the events of a long stream: it is brought up before the swap', async () => {
    await givenNotes(['long'], 9);
    const { rebuildStore: store } = system.readModel;
    const { swap } = store;
    const swaps: boolean[] = [];
    let settling = false;
    store.swap = async (generation, projections, { maxTouched, settle }) => {
      // Nothing was projected of it since the log was read, so nothing is known but that it has ten events.
      if (swaps.length === 0) await system.write('long', 'before the swap');
      await system.untilProjected();
      const watched = async (touched: Parameters<typeof settle>[0]) => {
        settling = true;
        const isSettled = await settle(touched);
        settling = false;
        return isSettled;
      };
      const isSwapped = await swap.call(store, generation, projections, { maxTouched, settle: watched });
      swaps.push(isSwapped);
      return isSwapped;
    };
    let readWhileSettling = 0;
    const eventStore = logReadBy(async function* (...wanted) {
      for await (const event of system.eventStore.read(...wanted)) {
        if (settling) readWhileSettling += 1;
        yield event;
      }
    });
    const outcome = await rebuild(system.engine({ eventStore, limits: { swapEvents: 5 } }));
    expect(outcome).toMatchObject({ outcome: 'swapped' });
    expect([swaps, readWhileSettling]).toEqual([[false, true], 0]);
    expect((await system.shown('long'))?.lines).toHaveLength(10);
  });

  it('leaves an aggregate that is set aside where it is, with its mark, until somebody retries it', async () => {
    system.render = (line) => {
      if (line === 'bad') throw new Error('no projection can digest this');
      return line;
    };
    await system.write('a', 'good', 'bad', 'after');
    await givenNotes(['b']);
    const before = await system.readModel.loadStatuses([noteOf('a')]);
    expect([...before.values()]).toMatchObject([{ projected: 0, failure: { revision: 1 } }]);
    system.render = loud;
    expect(await rebuild()).toMatchObject({ outcome: 'swapped' });
    expect(await system.shown('a')).toEqual({ lines: ['GOOD'], revision: 0 });
    expect(await system.readModel.loadStatuses([noteOf('a')])).toEqual(before);
  });

  it('goes on without an event that somebody has skipped, if the present code cannot process it either', async () => {
    system.render = (line) => {
      if (line === 'bad') throw new Error('no projection can digest this');
      return line;
    };
    await system.write('a', 'good', 'fine', 'better', 'bad');
    await givenNotes(['b']);
    const bad = (await Array.fromAsync(system.eventStore.read(noteOf('a')))).at(-1);
    const record = {
      id: 'request',
      stream: noteOf('a'),
      eventType: 'note.written.v1',
      reason: 'bad',
      revision: 3,
      eventId: bad?.id ?? '',
      note: 'never mind',
      skippedBy: 'ada',
      skippedAt: '2026-11-21T10:00:00.000Z',
    };
    const span = { stream: noteOf('a'), generation: 0, from: 2, to: 3, emitted: 3, lastEventId: bad?.id };
    const movedOn = { id: noteOf('a'), lines: ['good', 'fine', 'better'] };
    const documents = [{ collection: NOTES, id: noteOf('a'), revision: 3, document: movedOn }];
    await system.readModel.commit([{ ...span, documents, cloudEvents: [], skipped: record }]);
    // The store is away when it is asked whether the event was skipped, in the middle of a page.
    let isAway = true;
    let seen = 0;
    const { readModel } = system;
    const statuses: ProjectionStatusQueries = {
      listStatuses: (page) => readModel.listStatuses(page),
      listFailures: (page) => readModel.listFailures(page),
      countFailures: () => readModel.countFailures(),
      loadStatuses: async (streams) => {
        seen += 1;
        if (isAway && seen > 1) {
          isAway = false;
          throw new CodedError('unavailable', 'read-model-unavailable', 'gone for a moment');
        }
        return await readModel.loadStatuses(streams);
      },
    };
    const outcome = await rebuild(system.engine({ statuses, limits: { pageEvents: 2 } }));
    expect(outcome).toMatchObject({ outcome: 'swapped', report: { differences: [] } });
    expect(isAway).toBe(false);
    expect(await system.shown('a')).toEqual({ lines: ['good', 'fine', 'better'], revision: 3 });
    system.render = loud;
    await rebuild();
    expect(await system.shown('a')).toEqual({ lines: ['GOOD', 'FINE', 'BETTER', 'BAD'], revision: 3 });
  });

  it('changes nothing when the present code refuses what is shown, and says which events it refuses', async () => {
    await givenNotes(['a', 'b']);
    system.render = (line) => {
      if (line === 'line 1') throw new Error('no such line');
      return line;
    };
    const outcome = await rebuild();
    expect(outcome).toMatchObject({
      outcome: 'refused',
      failures: ['a', 'b'].map((name) => ({
        stream: noteOf(name),
        revision: 1,
        eventType: 'note.written.v1',
        reason: 'no such line',
      })),
    });
    expect(system.readModel.generation).toBe(0);
    expect((await system.shown('a'))?.lines).toEqual(['line 0', 'line 1', 'line 2']);
    const few = await rebuild(system.engine({ limits: { reported: 1, pageEvents: 1 } }));
    expect(few).toMatchObject({ outcome: 'refused', failures: [{ stream: noteOf('a') }] });
  });

  it('changes nothing when what it has made is not what the streams say', async () => {
    await givenNotes(['a', 'b']);
    let calls = 0;
    system.render = (line) => {
      calls += 1;
      return `${line}, ${Math.min(calls, 6)}`;
    };
    const outcome = await rebuild();
    expect(outcome).toMatchObject({ outcome: 'different', report: { bounded: false } });
    if (outcome.outcome !== 'different') throw new Error('unreachable');
    expect(outcome.report.differences[0]).toMatchObject({
      collection: NOTES,
      revision: 2,
      paths: expect.arrayContaining(['/lines/0']),
    });
    expect((await system.shown('a'))?.lines).toEqual(['line 0', 'line 1', 'line 2']);
  });

  it('ends when it is told to, and leaves everything as it was', async () => {
    await givenNotes(['a', 'b']);
    const told = new AbortController();
    signal = told.signal;
    const reason = new Error('not now');
    const progress = { events: () => told.abort(reason) };
    await expect(rebuild(system.engine({ limits: { pageEvents: 2 } }), progress)).rejects.toBe(reason);
    expect(system.readModel.generation).toBe(0);
    await system.write('a', 'later');
    await system.untilProjected();
    expect(await system.readModel.rebuildStore.loadTouched(10)).toEqual([]);
  });

  it('waits for a store that is away, and goes on where it was', async () => {
    await givenNotes(['a', 'b'], 6);
    system.render = loud;
    const away = () => new CodedError('unavailable', 'read-model-unavailable', 'gone for a moment');
    let failures = 3;
    const { rebuildStore: store } = system.readModel;
    const { write } = store;
    store.write = async (...args) => {
      failures -= 1;
      if (failures > 0) throw away();
      await write.apply(store, args);
    };
    const engine = system.engine({ limits: { cachedEvents: 1, pageEvents: 2 } });
    expect(await rebuild(engine)).toMatchObject({ outcome: 'swapped' });
    expect(failures).toBeLessThanOrEqual(0);
    expect((await system.shown('b'))?.lines).toHaveLength(6);
  });

  it('is not begun on a read model that is far behind its log', async () => {
    for (const name of ['a', 'b', 'c']) await system.write(name, 'unprojected');
    const engine = system.engine({ limits: { rememberedStreams: 2 } });
    await expect(rebuild(engine)).rejects.toMatchObject({ kind: 'refused', code: 'read-model-behind' });
    expect(system.readModel.generation).toBe(0);
  });
});

describe('Aggregates whose log was set back', () => {
  const diverge = async (name: string, projected: number) => {
    const stream = noteOf(name);
    const failure = {
      code: 'diverged',
      reason: 'the log ends before',
      eventId: 'lost',
      eventType: '',
      revision: projected,
      attempts: 1,
      failedAt: '2026-11-21T10:00:00.000Z',
      release: '',
    } as const;
    const at = (await system.readModel.loadStatuses([stream])).get(stream)?.projected ?? -1;
    const cloudEvents = Array.from({ length: projected - at }, (_, n) => ({
      id: `lost ${name} ${n}`,
      type: 'note.written.v1',
      source: 'test',
      subject: stream,
      revision: at + 1 + n,
    }));
    const lost = { id: stream, lines: ['lost'] };
    const documents = [{ collection: NOTES, id: stream, revision: projected, document: lost }];
    const span = { stream, generation: 0, from: at, to: projected, lastEventId: 'lost', emitted: projected };
    await system.readModel.commit([{ ...span, documents, cloudEvents, failure }]);
  };

  it('are healed by a rebuild: documents and status follow the log, and the feed is told what it has not been', async () => {
    await givenNotes(['a', 'b']);
    await diverge('a', 7);
    await diverge('gone', 4);
    await system.write('a', 'after the restore');
    const told = (await system.feed()).length;
    // Removed for good: the log refuses even to read it.
    const withoutGone = logReadBy((stream, range) => {
      if (stream === noteOf('gone')) throw new CodedError('gone', 'stream-deleted', 'It was removed');
      return system.eventStore.read(stream, range);
    });
    // Another generation is shown than this worker knows, or somebody else is faster.
    const { readModel } = system;
    let isRefused = false;
    const overtaken = {
      generation: 0,
      listDocuments: async () => [],
      commit: async (spans: readonly ProjectedSpan[]) => {
        if (isRefused) return await readModel.commit(spans);
        isRefused = true;
        throw new StaleSpansError(spans.map(({ stream }) => stream));
      },
    };
    const outcome = await rebuild(system.engine({ readModel: overtaken, eventStore: withoutGone }));
    expect([outcome.outcome, isRefused]).toEqual(['swapped', true]);
    expect(await system.shown('a')).toEqual({
      lines: ['line 0', 'line 1', 'line 2', 'after the restore'],
      revision: 3,
    });
    expect(await system.shown('gone')).toBeUndefined();
    const statuses = await system.readModel.loadStatuses([noteOf('a'), noteOf('gone')]);
    expect([...statuses.values()]).toMatchObject([
      { projected: 3, emitted: 3, failure: undefined },
      { projected: -1, emitted: -1, failure: undefined },
    ]);
    expect((await system.feed()).slice(told)).toMatchObject([{ subject: noteOf('a'), revision: 3 }]);
    await system.write('a', 'and on');
    await system.untilProjected();
    expect((await system.feed()).slice(told)).toMatchObject([{ revision: 3 }, { revision: 4 }]);
    expect((await verify()).differences).toEqual([]);
  });
});

describe('A verification', () => {
  it('finds documents that are not what their streams say, that should not be, and that are missing', async () => {
    await givenNotes(['a', 'b', 'c']);
    const place = (id: string, lines: readonly string[] | undefined, revision = 2) =>
      system.readModel.documents.write(
        {
          collection: NOTES,
          id,
          revision,
          document: lines === undefined ? undefined : ({ id, lines } as never),
        },
        'now',
      );
    place(noteOf('a'), ['line 0', 'other', 'line 2']);
    place(noteOf('b'), undefined);
    place('nobody', ['stray']);
    await system.write('d', 'line', DROP);
    await system.untilProjected();
    place(noteOf('d'), ['line'], 1);
    const { checked, differences, bounded } = await verify();
    expect([checked, bounded]).toEqual([4, false]);
    expect(differences.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { stream: 'nobody', collection: NOTES, id: 'nobody', revision: -1, paths: [''] },
      { stream: noteOf('a'), collection: NOTES, id: noteOf('a'), revision: 2, paths: ['/lines/1'] },
      { stream: noteOf('b'), collection: NOTES, id: noteOf('b'), revision: 2, paths: [''] },
      { stream: noteOf('d'), collection: NOTES, id: noteOf('d'), revision: 1, paths: [''] },
    ]);
    await rebuild();
    expect((await verify()).differences).toEqual([]);
    expect((await system.shown('a'))?.lines).toEqual(['line 0', 'line 1', 'line 2']);
  });

  it('tells no more differences than it may', async () => {
    await givenNotes(Array.from({ length: 10 }, (_, n) => n));
    system.render = loud;
    const engine = system.engine({ limits: { reported: 4 } });
    const { differences, bounded } = await engine.verify([NOTES], unobserved, signal);
    expect([differences.length, bounded]).toEqual([4, true]);
  });

  it('takes nothing for a difference that is projected on whenever its events are read', async () => {
    await givenNotes(['busy']);
    let reads = 0;
    const eventStore = logReadBy(async function* (...wanted) {
      yield* system.eventStore.read(...wanted);
      reads += 1;
      await system.write('busy', `while it is read, ${reads}`);
      await system.untilProjected();
    });
    // The first look is overtaken, too.
    const { loadPlaced } = system.readModel.rebuildStore;
    system.readModel.rebuildStore.loadPlaced = async (...wanted) => {
      if (reads === 0) {
        await system.write('busy', 'before it is looked at');
        await system.untilProjected();
      }
      return await loadPlaced.apply(system.readModel.rebuildStore, wanted);
    };
    const report = await system.engine({ eventStore }).verify([NOTES], unobserved, signal);
    expect([report.checked, report.differences, reads]).toEqual([1, [], 2]);
  });

  it('takes nothing for a difference that is only projected on meanwhile', async () => {
    await givenNotes(Array.from({ length: 10 }, (_, n) => n));
    let writing = Promise.resolve();
    const checked = () => {
      for (const name of [0, 3, 9]) writing = writing.then(() => system.write(name, 'meanwhile'));
    };
    const report = await system.engine().verify([NOTES], { checked }, signal);
    await writing;
    expect(report.differences).toEqual([]);
  });
});
