import { type Doc, decode, encode } from '../bson/codec.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** A document as it was sent: its bytes and its decoded form. */
export interface SentDocument {
  readonly raw: Buffer;
  readonly doc: Doc;
}

/** A command off the wire. */
export interface Request {
  readonly requestId: number;
  readonly isLegacy: boolean;
  readonly expectsReply: boolean;
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, SentDocument[]>;
}

/** A message that is no valid request; the connection cannot go on after it. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

function documentAt(bytes: Buffer, at: number, end: number): Buffer {
  const size = at + 5 <= end ? bytes.readInt32LE(at) : 0;
  if (size < 5 || at + size > end) throw new ProtocolError('a document reaches beyond its message');
  return bytes.subarray(at, at + size);
}

function cString(bytes: Buffer, at: number, end: number): string {
  const zero = bytes.indexOf(0, at);
  if (zero === -1 || zero >= end) throw new ProtocolError('a string reaches beyond its message');
  return bytes.toString('utf8', at, zero);
}

function decodeSequence(bytes: Buffer, at: number, end: number): [string, SentDocument[]] {
  const name = cString(bytes, at, end);
  const documents: SentDocument[] = [];
  for (let next = at + Buffer.byteLength(name) + 1; next < end; ) {
    const raw = documentAt(bytes, next, end);
    documents.push({ raw, doc: decode(raw) });
    next += raw.length;
  }
  return [name, documents];
}

function decodeMsg(message: Buffer, requestId: number): Request {
  const flags = message.readUInt32LE(HEADER);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) {
    throw new ProtocolError(`OP_MSG with unknown flags ${flags}`);
  }
  // The checksum is not compared: on a loopback connection it protects from nothing.
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body: Doc | undefined;
  const sequences = new Map<string, SentDocument[]>();
  for (let at = HEADER + 4; at < end; ) {
    const kind = message[at] as number;
    at += 1;
    if (kind === 0) {
      const raw = documentAt(message, at, end);
      body = decode(raw);
      at += raw.length;
    } else if (kind === 1) {
      const size = at + 4 <= end ? message.readInt32LE(at) : 0;
      if (size < 5 || at + size > end) throw new ProtocolError('a section reaches beyond its message');
      sequences.set(...decodeSequence(message, at + 4, at + size));
      at += size;
    } else throw new ProtocolError(`OP_MSG with a section of kind ${kind}`);
  }
  if (!body) throw new ProtocolError('OP_MSG without a body');
  return { requestId, isLegacy: false, expectsReply: !(flags & MORE_TO_COME), body, sequences };
}

function decodeQuery(message: Buffer, requestId: number): Request {
  const namespace = cString(message, HEADER + 4, message.length);
  const body = decode(documentAt(message, HEADER + 4 + Buffer.byteLength(namespace) + 1 + 8, message.length));
  const command = Object.keys(body)[0]?.toLowerCase() ?? '';
  if (!namespace.endsWith('.$cmd') || (command !== 'hello' && command !== 'ismaster')) {
    throw new ProtocolError('OP_QUERY is only served for hello');
  }
  body.$db ??= namespace.slice(0, -'.$cmd'.length);
  return { requestId, isLegacy: true, expectsReply: true, body, sequences: new Map() };
}

/** Decodes one whole message: OP_MSG, or OP_QUERY with a hello. */
export function decodeRequest(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return decodeMsg(message, requestId);
    if (opCode === OP_QUERY) return decodeQuery(message, requestId);
  } catch (error) {
    throw error instanceof ProtocolError
      ? error
      : new ProtocolError((error as Error).message, { cause: error });
  }
  throw new ProtocolError(`the operation code ${opCode} is not served`);
}

let lastId = 0;

/** Encodes the answer to a request; `reply` is a document or the bytes of one. */
export function encodeReply(request: Request, reply: Doc | Buffer): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply);
  const start = request.isLegacy ? HEADER + 20 : HEADER + 5;
  const message = Buffer.alloc(start + body.length);
  lastId = (lastId + 1) & 0x7fffffff;
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(lastId, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    const awaitCapable = 8;
    message.writeInt32LE(awaitCapable, HEADER);
    message.writeInt32LE(1, HEADER + 16);
  }
  body.copy(message, start);
  return message;
}
