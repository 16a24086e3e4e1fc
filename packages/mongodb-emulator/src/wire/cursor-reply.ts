import type { Long } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';

const DOCUMENT = 0x03;
const ARRAY = 0x04;

function element(type: number, name: string, ...contents: Buffer[]): Buffer[] {
  return [Buffer.from([type]), Buffer.from(`${name}\0`), ...contents];
}

function wrap(parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 0) + 5;
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size);
  return Buffer.concat([head, ...parts, Buffer.of(0)], size);
}

function inner(doc: Doc): Buffer {
  return encode(doc).subarray(4, -1);
}

/** The answer of a cursor command around documents that are already encoded. */
export function encodeCursorReply(
  isFirst: boolean,
  cursor: { id: Long; ns: string; postBatchResumeToken?: Doc | undefined },
  documents: readonly Buffer[],
): Buffer {
  const batch = wrap(documents.flatMap((raw, i) => element(DOCUMENT, String(i), raw)));
  const body = wrap([...element(ARRAY, isFirst ? 'firstBatch' : 'nextBatch', batch), inner(cursor)]);
  return wrap([...element(DOCUMENT, 'cursor', body), inner({ ok: 1 })]);
}
