import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedEvent } from '../read-side/feed.ts';
import { InMemoryDerivedStore } from '../testing/in-memory-derived-store.ts';
import { InMemoryDocumentScan } from '../testing/in-memory-document-scan.ts';
import { InMemoryDocuments } from '../testing/in-memory-documents.ts';
import { InMemoryFeed } from '../testing/in-memory-feed.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { Journal } from '../testing/journal.ts';
import type { Derivation, DerivingContext } from './derivation.ts';
import { DerivedProjection } from './derived-projection.ts';

const NAME = 'notes';
const log = { info: () => undefined, warn: () => undefined };

/** Notes what is asked of it, and can fail. */
class WatchedDerivation implements Derivation {
  readonly #owner: string;
  readonly #asked: Journal;
  readonly fails: { next: Error | undefined };

  constructor(owner: string, asked: Journal, fails: { next: Error | undefined }) {
    this.#owner = owner;
    this.#asked = asked;
    this.fails = fails;
  }

  async recompute(context: DerivingContext): Promise<void> {
    await this.#note('all', context);
  }

  async follow(events: readonly FeedEvent[], context: DerivingContext): Promise<void> {
    await this.#note(events.map(({ id }) => id).join('+'), context);
  }

  async #note(what: string, { commit }: DerivingContext): Promise<void> {
    this.#asked.note(`${this.#owner}: ${what}`);
    const { next } = this.fails;
    this.fails.next = undefined;
    if (next !== undefined) throw next;
    await commit([{ collection: 'derived', id: what, document: { id: what }, revision: 0 }]);
  }
}

let feed: InMemoryFeed;
let store: InMemoryDerivedStore;
let leases: InMemoryLeases;
let asked: Journal;
let generation: number;
let fails: { next: Error | undefined };
let running: DerivedProjection[];

beforeEach(() => {
  const documents = new InMemoryDocuments();
  feed = new InMemoryFeed();
  store = new InMemoryDerivedStore(documents);
  leases = new InMemoryLeases();
  asked = new Journal();
  generation = 0;
  fails = { next: undefined };
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((projection) => projection.stop()));
});

function start(owner: string, more: { readonly sweepMs?: number } = {}): DerivedProjection {
  const projection = new DerivedProjection({
    name: NAME,
    derivation: () => new WatchedDerivation(owner, asked, fails),
    store,
    scan: new InMemoryDocumentScan(new InMemoryDocuments(), () => generation),
    feed,
    leases,
    owner,
    log,
    pollMs: 5,
    leaseTtlMs: 60,
    ...more,
  });
  running.push(projection);
  projection.start();
  return projection;
}

function happen(id: string): void {
  const cloudEvent = { id, type: 't', source: 's', subject: 'a' };
  feed.add({ cloudEvent, stream: 'c-a-1', revision: 0 }, 'projected');
}

const untilAsked = (count: number) => asked.until(({ length }) => length >= count);

describe('A derived projection', () => {
  it('derives everything at first, and then follows the feed from where it stood before', async () => {
    happen('e-1');
    start('one');
    await untilAsked(1);
    happen('e-2');
    await untilAsked(2);
    expect(asked.entries).toEqual(['one: all', 'one: e-2']);
    happen('e-3');
    await untilAsked(3);
    expect(asked.entries.at(-1)).toBe('one: e-3');
  });

  it('says how far it is once what it has written is stored, and not before', async () => {
    happen('e-1');
    start('one');
    await untilAsked(1);
    expect((await store.progressOf(NAME))?.takenUpTo ?? 0).toBe(0);
    happen('e-2');
    await untilAsked(2);
    expect(await store.progressOf(NAME)).toMatchObject({ takenUpTo: 1, generation: 0 });
    happen('e-3');
    await untilAsked(3);
    expect(await store.progressOf(NAME)).toMatchObject({ takenUpTo: 2 });
  });

  it('derives everything anew when other documents are shown', async () => {
    start('one');
    await untilAsked(1);
    generation = 1;
    await untilAsked(2);
    expect(asked.entries).toEqual(['one: all', 'one: all']);
    happen('e-1');
    await untilAsked(3);
    expect((await store.progressOf(NAME))?.generation).toBe(1);
  });

  it('derives everything anew from time to time', async () => {
    start('one', { sweepMs: 1 });
    await untilAsked(3);
    expect(new Set(asked.entries)).toEqual(new Set(['one: all']));
  });

  it('derives everything anew after a failure, since what it remembers may be half of it', async () => {
    const one = start('one');
    await untilAsked(1);
    fails.next = new Error('away');
    happen('e-1');
    await untilAsked(3);
    expect(asked.entries).toEqual(['one: all', 'one: e-1', 'one: all']);
    happen('e-2');
    await untilAsked(4);
    expect(one.failure).toBeUndefined();
  });

  it('is the work of one of several, and of the next one when that is gone', async () => {
    const one = start('one');
    await untilAsked(1);
    start('two');
    happen('e-1');
    await untilAsked(2);
    await one.stop();
    await untilAsked(3);
    happen('e-2');
    await untilAsked(4);
    expect(asked.entries).toEqual(['one: all', 'one: e-1', 'two: all', 'two: e-2']);
  });
});
