import { type DeserializeOptions, deserialize, serialize } from 'bson';

/** A decoded BSON document. Numbers stay `Int32`, `Long` and `Double`, so that a type survives an update. */
export type Doc = Record<string, unknown>;

const OPTIONS: DeserializeOptions = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
};

/** Decodes one document without promoting numbers, binary data or regular expressions. */
export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, OPTIONS) as Doc;
}

/** Encodes one document; fields that are `undefined` are left out. */
export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
