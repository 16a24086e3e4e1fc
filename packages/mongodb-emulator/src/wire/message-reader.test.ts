import { expect, it } from 'vitest';
import { MessageReader } from './message-reader.ts';

function message(size: number, fill: number): Buffer {
  const bytes = Buffer.alloc(size, fill);
  bytes.writeInt32LE(size);
  return bytes;
}

it('Messages come out whole, however the bytes arrive', () => {
  const messages = [message(16, 1), message(300, 2), message(17, 3)];
  const bytes = Buffer.concat(messages);
  for (const step of [1, 3, 16, 100, bytes.length]) {
    const reader = new MessageReader();
    const found: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += step) found.push(...reader.push(bytes.subarray(at, at + step)));
    expect(found).toEqual(messages);
  }
});

it('A size that no message has is refused before anything is kept', () => {
  for (const size of [0, 15, -1, 48_000_001]) {
    const head = Buffer.alloc(4);
    head.writeInt32LE(size);
    expect(() => new MessageReader().push(head)).toThrow(`a message of ${size} bytes`);
  }
});
