import { BatchLoader } from '../reconciliation/batch-loader.ts';
import { BufferedDocumentSession, NOTHING_BELOW } from '../reconciliation/buffered-document-session.ts';
import type { EntitiesPlace, ReadDocument } from '../reconciliation/projection.ts';
import type { DocumentWrite } from '../reconciliation/read-model-store.ts';
import { PlacedDocuments } from './placed-documents.ts';
import type { RebuildStore } from './rebuild-store.ts';

/** How many documents go into one write. */
const MAX_WRITES = 1_000;

/** Where documents of a generation are kept for good. */
export type GenerationStore = Pick<RebuildStore, 'loadPlaced' | 'listIds' | 'write'>;

/** The documents of one stream that are in memory. */
interface CachedStream {
  readonly session: BufferedDocumentSession;
  /** About how much it holds, in events. */
  weight: number;
}

/**
 * The documents of a generation, those in memory that were changed last: each is written when its stream has not been seen for long, so
 * about once. `maxEvents` is how many events the documents in memory may be made of, which is what bounds the memory.
 */
export class DocumentCache {
  readonly #store: GenerationStore;
  readonly #generation: number;
  readonly #maxEvents: number;
  readonly #streams = new Map<string, CachedStream>();
  readonly #loaders = new Map<string, BatchLoader<ReadDocument>>();
  #events = 0;
  #unwritten: DocumentWrite[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(store: GenerationStore, generation: number, maxEvents: number) {
    this.#store = store;
    this.#generation = generation;
    this.#maxEvents = maxEvents;
  }

  /** The documents of a stream, about to be changed by events of that weight from `revision` on; before revision 0 there are none. */
  open(stream: string, revision: number, weight: number): BufferedDocumentSession {
    let cached = this.#streams.get(stream);
    if (cached === undefined) {
      cached = { session: this.session(revision), weight: revision };
      this.#events += revision;
    }
    cached.weight += weight;
    this.#events += weight;
    // What is opened last goes last.
    this.#streams.delete(stream);
    this.#streams.set(stream, cached);
    return cached.session;
  }

  /** A session on what is stored, for events from a revision on; it is not kept here. */
  session(revision: number): BufferedDocumentSession {
    const stored = {
      get: (collection: string, id: string) => this.#load(collection, id),
      list: (place: EntitiesPlace) => this.#list(place),
    };
    return new BufferedDocumentSession(revision === 0 ? NOTHING_BELOW : stored, revision);
  }

  /** Writes what is too much to keep. Resolves when the write before this one is done. */
  async trim(): Promise<void> {
    for (const stream of this.#streams.keys()) {
      if (this.#events <= this.#maxEvents) break;
      this.#evict(stream);
    }
    while (this.#unwritten.length >= MAX_WRITES) await this.#write();
  }

  /** Writes everything. */
  async flush(): Promise<void> {
    for (const stream of this.#streams.keys()) this.#evict(stream);
    await this.#settle();
  }

  #evict(stream: string): void {
    const cached = this.#streams.get(stream);
    if (cached === undefined) return;
    this.#streams.delete(stream);
    this.#events -= cached.weight;
    this.#unwritten.push(...cached.session.writes);
  }

  async #settle(): Promise<void> {
    while (this.#unwritten.length > 0) await this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    await this.#writing;
    const writes = this.#unwritten.splice(0, MAX_WRITES);
    if (writes.length === 0) return;
    this.#writing = this.#store.write(this.#generation, writes);
    // Whoever writes next is told.
    this.#writing.catch(() => undefined);
  }

  async #list(place: EntitiesPlace): Promise<readonly ReadDocument[]> {
    // Some may be on their way.
    await this.#settle();
    const placed = await new PlacedDocuments(this.#store, { generation: this.#generation }).list(place);
    return placed.map(({ document }) => document);
  }

  async #load(collection: string, id: string): Promise<ReadDocument | undefined> {
    let loader = this.#loaders.get(collection);
    if (loader === undefined) {
      loader = new BatchLoader(async (ids) => {
        // It may be on its way.
        await this.#settle();
        const place = { generation: this.#generation };
        const placed = await this.#store.loadPlaced(place, collection, ids);
        return new Map([...placed].map(([key, { document }]) => [key, document]));
      });
      this.#loaders.set(collection, loader);
    }
    return await loader.get(id);
  }
}
