import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Doc, encode } from '../bson/codec.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { ServerError } from '../errors.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import { StoredDocument } from '../storage/stored-document.ts';
import { Engine } from './engine.ts';
import { findDocuments } from './find-documents.ts';
import { IntentHeld } from './plain-writes.ts';
import type { Transaction } from './transaction.ts';
import { committedView, type ReadView, type WriteView } from './views.ts';

type Model = Map<string, number>;

interface OpenTransaction {
  readonly transaction: Transaction;
  /** What it must see: the committed state at its start with its own writes. */
  readonly seen: Model;
  /** Its own writes, undefined for a document it took away. */
  readonly own: Map<string, number | undefined>;
}

let folder: string;
let engine: Engine;
let collection: Collection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isolation-'));
  const onFailure = (error: Error) => {
    throw error;
  };
  engine = new Engine({ dataFolder: folder, oplog: { entries: 1_000, bytes: 1_000_000 }, onFailure });
  collection = engine.ensureCollection({ db: 'db', name: 'rows' });
  engine.addIndex(collection, { key: { n: 1 }, name: 'n_1' });
  engine.addIndex(collection, { key: { unique: 1 }, name: 'unique_1', unique: true });
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** A generator of numbers that is the same in every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes or takes away a document; false when there was nothing to take away. */
function write(view: WriteView, id: string, n: number | undefined): boolean {
  const before = view.byId(collection, encodeKey(id));
  if (n === undefined && !before) return false;
  const rid = before?.rid ?? collection.newRid();
  const doc: Doc = { _id: id, n, unique: `key of ${id}` };
  const after = n === undefined ? undefined : new StoredDocument(rid, encode(doc));
  view.write(collection, rid, before, after, false);
  return true;
}

function expectSeen(view: ReadView, model: Model): void {
  const read = (filter: Doc, sort: Doc) =>
    [...findDocuments(view, collection, { filter, sort: parseSort(sort), skip: 0, limit: 0 })].map(
      ({ doc }) => [doc._id, Number(doc.n)],
    );
  const rows = [...model].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(read({}, { _id: 1 })).toEqual(rows);
  const byNumber = rows.filter(([, n]) => n >= 10).toSorted((a, b) => a[1] - b[1]);
  expect(read({ n: { $gte: 10 } }, { n: 1 }).map(([, n]) => n)).toEqual(byNumber.map(([, n]) => n));
  for (const id of ['a', 'b', 'c']) {
    expect(read({ _id: id }, {})).toEqual(rows.filter(([key]) => key === id));
    expect(read({ unique: `key of ${id}` }, {})).toEqual(rows.filter(([key]) => key === id));
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof IntentHeld || (error instanceof ServerError && error.code === 112);
}

function apply(model: Model, id: string, n: number | undefined): void {
  if (n === undefined) model.delete(id);
  else model.set(id, n);
}

it('Every view sees its own state, whatever is written, committed and aborted around it', () => {
  let conflicts = 0;
  let commits = 0;
  for (let seed = 1; seed <= 4; seed += 1) {
    const random = generator(seed);
    const committed: Model = new Map(
      [...findDocuments(committedView, collection, { filter: {}, sort: [], skip: 0, limit: 0 })].map(
        ({ doc }) => [doc._id as string, Number(doc.n)],
      ),
    );
    let open: OpenTransaction[] = [];
    for (let step = 0; step < 120; step += 1) {
      const id = 'abcdef'[random(6)] as string;
      const n = random(4) === 0 ? undefined : random(20);
      const chosen = open[random(open.length + 1)];
      const action = random(10);
      if (action === 0 && open.length < 4) {
        open.push({ transaction: engine.begin(step), seen: new Map(committed), own: new Map() });
      } else if (action === 1 && chosen) {
        open = open.filter((other) => other !== chosen);
        const isCommit = random(3) > 0;
        if (isCommit) {
          engine.commit(chosen.transaction);
          for (const [key, value] of chosen.own) apply(committed, key, value);
          commits += 1;
        } else engine.abort(chosen.transaction);
      } else {
        try {
          if (!write(chosen?.transaction ?? engine.writes, id, n)) continue;
          chosen?.own.set(id, n);
          apply(chosen?.seen ?? committed, id, n);
        } catch (error) {
          if (!isConflict(error)) throw error;
          conflicts += 1;
        }
      }
      expectSeen(committedView, committed);
      for (const { transaction, seen } of open) expectSeen(transaction, seen);
    }
    for (const { transaction } of open) engine.abort(transaction);
    expectSeen(committedView, committed);
  }
  expect(conflicts).toBeGreaterThan(20);
  expect(commits).toBeGreaterThan(10);
}, 60_000);
