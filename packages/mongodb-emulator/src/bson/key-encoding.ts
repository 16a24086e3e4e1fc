import { type Binary, type BSONRegExp, Long, type ObjectId, type Timestamp } from 'bson';
import type { Doc } from './codec.ts';
import { binaryBytes, Kind, kindOf, numericValue } from './values.ts';

const scratch = new DataView(new ArrayBuffer(8));

/** The largest double that is not above a 64-bit integer. */
function doubleNotAbove(value: bigint): number {
  const nearest = Number(value);
  if (BigInt(nearest) <= value) return nearest;
  scratch.setFloat64(0, nearest);
  scratch.setBigInt64(0, scratch.getBigInt64(0) + (nearest > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

/**
 * Writes values so that comparing the bytes compares the values, in the order of `compareValues`. Every
 * value ends itself, so values may follow each other in a compound key; no value starts with 0x00 or 0xff.
 */
class KeyWriter {
  #bytes = Buffer.allocUnsafe(64);
  #length = 0;

  #reserve(count: number): number {
    const at = this.#length;
    if (at + count > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, at + count));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    this.#length = at + count;
    return at;
  }

  #byte(value: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = value;
  }

  #number(value: number | bigint): void {
    const double = typeof value === 'bigint' ? doubleNotAbove(value) : value;
    const rest = typeof value === 'bigint' ? Number(value - BigInt(double)) : 0;
    const at = this.#reserve(10);
    if (Number.isNaN(double)) this.#bytes.fill(0, at, at + 8);
    else {
      this.#bytes.writeDoubleBE(double === 0 ? 0 : double, at);
      if ((this.#bytes[at] as number) & 0x80) {
        for (let i = at; i < at + 8; i += 1) this.#bytes[i] = ~(this.#bytes[i] as number);
      } else (this.#bytes[at] as number) |= 0x80;
    }
    this.#bytes.writeUInt16BE(rest, at + 8);
  }

  #escaped(value: string): void {
    const bytes = Buffer.from(value);
    for (let start = 0; ; ) {
      const zero = bytes.indexOf(0, start);
      const end = zero === -1 ? bytes.length : zero;
      const at = this.#reserve(end - start + 2);
      bytes.copy(this.#bytes, at, start, end);
      this.#bytes[at + end - start] = 0;
      this.#bytes[at + end - start + 1] = zero === -1 ? 0 : 0xff;
      if (zero === -1) return;
      start = zero + 1;
    }
  }

  #raw(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  #signed64(value: Long): void {
    const at = this.#reserve(8);
    this.#bytes.writeInt32BE(value.high ^ 0x80000000, at);
    this.#bytes.writeInt32BE(value.low | 0, at + 4);
  }

  #document(value: Doc): void {
    for (const [name, field] of Object.entries(value)) {
      this.#byte(kindOf(field));
      this.#escaped(name);
      this.value(field);
    }
    this.#byte(0);
  }

  #binary(value: Binary): void {
    const bytes = binaryBytes(value);
    const at = this.#reserve(5);
    this.#bytes.writeUInt32BE(bytes.length, at);
    this.#bytes[at + 4] = value.sub_type;
    this.#raw(bytes);
  }

  value(value: unknown): void {
    const kind = kindOf(value);
    this.#byte(kind);
    switch (kind) {
      case Kind.number:
        this.#number(numericValue(value) as number | bigint);
        break;
      case Kind.string:
        this.#escaped(String(value));
        break;
      case Kind.object:
        this.#document(value as Doc);
        break;
      case Kind.array:
        for (const item of value as unknown[]) this.value(item);
        this.#byte(0);
        break;
      case Kind.binary:
        this.#binary(value as Binary);
        break;
      case Kind.objectId:
        this.#raw((value as ObjectId).id);
        break;
      case Kind.boolean:
        this.#byte(value ? 1 : 0);
        break;
      case Kind.date:
        this.#signed64(Long.fromNumber((value as Date).getTime()));
        break;
      case Kind.timestamp:
        this.#raw(Buffer.from((value as Timestamp).toBigInt().toString(16).padStart(16, '0'), 'hex'));
        break;
      case Kind.regex:
        this.#escaped((value as BSONRegExp).pattern);
        this.#escaped((value as BSONRegExp).options);
        break;
      default:
    }
  }

  /** Writes a value in reverse order: every byte inverted. */
  reversed(value: unknown): void {
    const start = this.#length;
    this.value(value);
    for (let i = start; i < this.#length; i += 1) this.#bytes[i] = ~(this.#bytes[i] as number);
  }

  /** Begins a new key; what a refused value left behind is forgotten. */
  begin(): void {
    this.#length = 0;
  }

  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

const writer = new KeyWriter();

/** One value as bytes that sort as the values do; `direction` −1 sorts them the other way round. */
export function encodeKey(value: unknown, direction: 1 | -1 = 1): Buffer {
  writer.begin();
  if (direction === 1) writer.value(value);
  else writer.reversed(value);
  return writer.take();
}

/** A compound key: the values' bytes one after the other, each in its direction. */
export function encodeCompoundKey(values: readonly unknown[], directions: readonly (1 | -1)[]): Buffer {
  writer.begin();
  values.forEach((value, i) => {
    if (directions[i] === -1) writer.reversed(value);
    else writer.value(value);
  });
  return writer.take();
}
