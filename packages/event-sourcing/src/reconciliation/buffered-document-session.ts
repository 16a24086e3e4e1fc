import type { DocumentSession, ReadDocument } from './projection.ts';
import type { DocumentWrite } from './read-model-store.ts';

/** Answers what was put before what is stored, and keeps the last write of each document for the commit. */
export class BufferedDocumentSession implements DocumentSession {
  readonly #load: (collection: string, id: string) => Promise<ReadDocument | undefined>;
  readonly #revision: number;
  readonly #writes = new Map<string, DocumentWrite>();

  /** `revision` is that of the event whose writes go into this session. */
  constructor(load: (collection: string, id: string) => Promise<ReadDocument | undefined>, revision: number) {
    this.#load = load;
    this.#revision = revision;
  }

  /** What was put and deleted, each document once, in the order of the first write. */
  get writes(): readonly DocumentWrite[] {
    return [...this.#writes.values()];
  }

  /** A session on top of this one, for one event whose writes must count wholly or not at all; see {@link absorb}. */
  nested(revision: number): BufferedDocumentSession {
    return new BufferedDocumentSession((collection, id) => this.get(collection, id), revision);
  }

  /** Takes over what a nested session wrote. */
  absorb(nested: BufferedDocumentSession): void {
    for (const write of nested.writes) this.#writes.set(key(write.collection, write.id), write);
  }

  async get<Document extends ReadDocument>(collection: string, id: string): Promise<Document | undefined> {
    const written = this.#writes.get(key(collection, id));
    const document = written === undefined ? await this.#load(collection, id) : written.document;
    return document as Document | undefined;
  }

  put(collection: string, document: ReadDocument): void {
    this.#writes.set(key(collection, document.id), {
      collection,
      id: document.id,
      revision: this.#revision,
      document,
    });
  }

  delete(collection: string, id: string): void {
    this.#writes.set(key(collection, id), { collection, id, revision: this.#revision, document: undefined });
  }
}

function key(collection: string, id: string): string {
  return `${collection}/${id}`;
}
