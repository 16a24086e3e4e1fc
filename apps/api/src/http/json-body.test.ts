import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { acceptJsonOnly, isDeeperThan } from './json-body.ts';

const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

describe('the depth of a body', () => {
  it('counts arrays and objects', () => {
    expect(isDeeperThan(nested(32), 32)).toBe(false);
    expect(isDeeperThan(nested(34), 32)).toBe(true);
  });

  it('is not made of what stands beside each other', () => {
    expect(isDeeperThan(`[${'{},[],'.repeat(100)}0]`, 2)).toBe(false);
  });

  it('is not made of brackets in texts, whatever is escaped there', () => {
    expect(isDeeperThan(JSON.stringify({ text: '[[[[[[{{{{{{' }), 1)).toBe(false);
    expect(isDeeperThan('{"a\\"[[[[":"\\\\","b":[1]}', 2)).toBe(false);
    expect(isDeeperThan('{"a":"\\\\","b":[[1]]}', 2)).toBe(true);
  });

  it('of a million brackets is found without building anything', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 32)).toBe(true);
  });
});

describe('a body', () => {
  const send = async (...bytes: number[]) => {
    const app = Fastify();
    acceptJsonOnly(app);
    app.setErrorHandler((error: { code?: string }, _, reply) => reply.send({ refusedAs: error.code }));
    app.post('/', async (request) => request.body);
    const payload = Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')]);
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    return answer.json();
  };

  it('keeps every character of UTF-8', async () => {
    expect(await send(0xc3, 0xa9, 0xef, 0xbf, 0xbd)).toEqual({ name: 'é\ufffd' });
  });

  it('that is not UTF-8 is refused instead of being repaired', async () => {
    expect(await send(0xff, 0xfe)).toEqual({ refusedAs: 'invalid-json' });
    expect(await send(0xed, 0xa0, 0x80)).toEqual({ refusedAs: 'invalid-json' });
  });
});
