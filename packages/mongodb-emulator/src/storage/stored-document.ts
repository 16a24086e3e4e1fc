import { type Doc, decode } from '../bson/codec.ts';

/** One version of a document: its place in the collection and its bytes, decoded when first looked at. */
export class StoredDocument {
  readonly rid: number;
  readonly raw: Buffer;
  #doc: Doc | undefined;

  constructor(rid: number, raw: Buffer, doc?: Doc) {
    this.rid = rid;
    this.raw = raw;
    this.#doc = doc;
  }

  /** The decoded document; never changed in place. */
  get doc(): Doc {
    this.#doc ??= decode(this.raw);
    return this.#doc;
  }
}
