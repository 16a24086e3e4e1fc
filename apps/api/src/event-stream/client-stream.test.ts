import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ClientStream } from './client-stream.ts';

const stream = (capacity: number) => new ClientStream({ capacity, last: Buffer.from('reload') });

describe('the stream of one client', () => {
  it('gives what was written before and after it is read, in order', async () => {
    const client = stream(100);
    client.write(Buffer.from('a'));
    client.write(Buffer.from('b'));
    const read = text(client);
    setImmediate(() => {
      client.write(Buffer.from('c'));
      client.finish();
    });
    expect(await read).toBe('abc');
  });

  it('drops what waits when there is no room, says so once, and ends with the last word', async () => {
    const client = stream(5);
    let overflows = 0;
    client.on('overflow', () => {
      overflows += 1;
    });
    for (const chunk of ['abc', 'de', 'f', 'g']) client.write(Buffer.from(chunk));
    expect([await text(client), overflows]).toEqual(['reload', 1]);
  });

  it('has room again for as much as was read', async () => {
    const client = stream(5);
    client.write(Buffer.from('abcde'));
    client.read(0);
    client.write(Buffer.from('fghij'));
    client.finish();
    expect(await text(client)).toBe('abcdefghij');
  });
});
