import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encode } from '../bson/codec.ts';
import { type MongoDbEmulator, startMongoDbEmulator } from '../emulator.ts';

let folder: string;
let emulator: MongoDbEmulator;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
  emulator = await startMongoDbEmulator({ dataFolder: folder });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** Sends bytes and gives what came back until the server closed, or until the first answer when `isValid`. */
function exchange(bytes: Buffer, isValid = false): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const socket = connect(emulator.port, '127.0.0.1', () => socket.write(bytes));
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => {
    received.push(chunk);
    if (isValid) socket.destroy();
  });
  socket.on('close', () => resolve(Buffer.concat(received)));
  socket.on('error', reject);
  return promise;
}

function message(opCode: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opCode, 12);
  return Buffer.concat([head, body]);
}

const noFlags = Buffer.alloc(4);
const ping = encode({ ping: 1, $db: 'admin' });

it('A valid message is answered, with a checksum at its end as well', async () => {
  const checksum = Buffer.alloc(4, 0xab);
  const flags = Buffer.from([1, 0, 0, 0]);
  for (const bytes of [
    message(2013, noFlags, Buffer.of(0), ping),
    message(2013, flags, Buffer.of(0), ping, checksum),
  ]) {
    const answer = await exchange(bytes, true);
    expect(answer.readInt32LE(8)).toBe(7);
    expect(answer.includes('ok')).toBe(true);
  }
});

it('A message that is none closes its connection and leaves the server serving', async () => {
  const broken = [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    message(2012, Buffer.alloc(20)),
    message(2013, Buffer.from([0, 1, 0, 0]).fill(0xff), Buffer.of(0), ping),
    message(2013, noFlags, Buffer.of(9), ping),
    message(2013, noFlags, Buffer.of(0), ping.subarray(0, 9)),
    message(2013, noFlags, Buffer.of(1), Buffer.from([0xff, 0xff, 0, 0])),
    message(2013, noFlags),
    message(2004, Buffer.from('no zero')),
    message(2013, noFlags, Buffer.of(0), Buffer.from([12, 0, 0, 0, 2, 97, 0, 99, 0, 0, 0, 0])),
  ];
  for (const bytes of broken) expect(await exchange(bytes)).toHaveLength(0);
  expect((await exchange(message(2013, noFlags, Buffer.of(0), ping), true)).length).toBeGreaterThan(0);
});

it('A message without $db is answered with an error', async () => {
  const answer = await exchange(message(2013, noFlags, Buffer.of(0), encode({ ping: 1 })), true);
  expect(answer.includes('require a $db argument')).toBe(true);
});
