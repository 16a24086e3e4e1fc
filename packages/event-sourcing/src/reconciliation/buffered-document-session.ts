import type { DocumentPlace, DocumentSession, EntitiesPlace, ReadDocument } from './projection.ts';
import type { DocumentWrite } from './read-model-store.ts';

/** The documents below a session: what is stored, or what the session below it says. */
export interface DocumentsBelow {
  /** A document, `undefined` when there is none. */
  get(collection: string, id: string): Promise<ReadDocument | undefined>;
  /** All documents of a stream's entities. */
  list(place: EntitiesPlace): Promise<readonly ReadDocument[]>;
}

/** Nothing is stored: for a stream's events from the first one on. */
export const NOTHING_BELOW: DocumentsBelow = { get: async () => undefined, list: async () => [] };

/**
 * Answers what was put before what is stored, reads nothing twice, and keeps the last write of each document for the commit, which finds out
 * when what was read has changed since.
 */
export class BufferedDocumentSession implements DocumentSession {
  readonly #below: DocumentsBelow;
  readonly #revision: number;
  readonly #writes = new Map<string, DocumentWrite>();
  readonly #read = new Map<string, Promise<ReadDocument | undefined>>();
  readonly #listed = new Map<string, Promise<readonly ReadDocument[]>>();

  /** `revision` is that of the event whose writes go into this session. */
  constructor(below: DocumentsBelow, revision: number) {
    this.#below = below;
    this.#revision = revision;
  }

  /** What was put and deleted, each document once, in the order of the first write. */
  get writes(): readonly DocumentWrite[] {
    return [...this.#writes.values()];
  }

  /** A session on top of this one, for one event whose writes must count wholly or not at all; see {@link absorb}. */
  nested(revision: number): BufferedDocumentSession {
    return new BufferedDocumentSession(this, revision);
  }

  /** Takes over what a nested session wrote. */
  absorb(nested: BufferedDocumentSession): void {
    for (const write of nested.writes) {
      const name = key(write.collection, write.id);
      this.#writes.set(name, write);
      this.#read.delete(name);
    }
  }

  /** Reads documents together that will be asked for one by one. */
  async prefetch(places: readonly DocumentPlace[]): Promise<void> {
    await Promise.all(places.map(({ collection, id }) => this.get(collection, id)));
  }

  async get<Document extends ReadDocument>(collection: string, id: string): Promise<Document | undefined> {
    const name = key(collection, id);
    const written = this.#writes.get(name);
    if (written !== undefined) return written.document as Document | undefined;
    let read = this.#read.get(name);
    if (read === undefined) {
      read = this.#below.get(collection, id);
      this.#read.set(name, read);
      // What could not be read is asked for again.
      read.catch(() => this.#read.delete(name));
    }
    return (await read) as Document | undefined;
  }

  async list<Document extends ReadDocument>(place: EntitiesPlace): Promise<readonly Document[]> {
    const { collection, idPrefix } = place;
    const name = key(collection, idPrefix);
    let listed = this.#listed.get(name);
    if (listed === undefined) {
      listed = this.#below.list(place);
      this.#listed.set(name, listed);
      listed.catch(() => this.#listed.delete(name));
    }
    const documents = new Map((await listed).map((document) => [document.id, document]));
    for (const { id, document, ...write } of this.#writes.values()) {
      if (write.collection !== collection || !id.startsWith(idPrefix)) continue;
      if (document === undefined) documents.delete(id);
      else documents.set(id, document);
    }
    return [...documents.values()] as unknown as readonly Document[];
  }

  put(collection: string, document: ReadDocument): void {
    this.#write({ collection, id: document.id, revision: this.#revision, document });
  }

  delete(collection: string, id: string): void {
    this.#write({ collection, id, revision: this.#revision, document: undefined });
  }

  #write(write: DocumentWrite): void {
    this.#writes.set(key(write.collection, write.id), write);
  }
}

function key(collection: string, id: string): string {
  return `${collection}/${id}`;
}
