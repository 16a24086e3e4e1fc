import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { isCoded } from '@tools-provider/mediator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedAddress } from '../src/fetch/fetch-policy.ts';
import { GuardedFetch } from '../src/index.ts';
import { type LocalServer, listen } from './local-server.ts';

const LIMITS = { maxBytes: 10_000, timeoutMs: 300 };
const NOWHERE = { allowLoopback: false, allowPrivate: false };
const HERE = { allowLoopback: true, allowPrivate: false };

const SECRET = 'the body of the answer';
const BOMB = gzipSync(Buffer.alloc(100_000_000));

/** Held open, so that nothing ever ends them but the one who waits. */
const held: ServerResponse[] = [];
const seen: string[] = [];

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  '/fine': (request, response) => {
    seen.push(JSON.stringify(request.headers));
    response.end(SECRET);
  },
  '/missing': (_, response) => response.writeHead(404).end(SECRET),
  '/away': (_, response) => response.writeHead(302, { location: '/fine' }).end(SECRET),
  '/large': (_, response) => response.end('x'.repeat(10_001)),
  '/bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  '/packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(SECRET)),
  '/silent': (_, response) => void held.push(response),
  '/drips': (_, response) => {
    response.write(SECRET);
    held.push(response);
  },
  '/breaks': (_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write(SECRET, () => response.destroy());
  },
};

let server: LocalServer;
let here: GuardedFetch;
let nowhere: GuardedFetch;

beforeAll(async () => {
  server = await listen((request, response) => ANSWERS[request.url ?? '']?.(request, response));
  here = new GuardedFetch(HERE, LIMITS);
  nowhere = new GuardedFetch(NOWHERE, LIMITS);
});

afterAll(async () => {
  await Promise.all([here.close(), nowhere.close(), server.close()]);
});

async function refusalOf(fetched: Promise<unknown>) {
  const error: unknown = await fetched.then(
    () => new Error('Nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (!isCoded(error)) throw error;
  expect(`${error.message}${JSON.stringify(error.places)}`).not.toContain(SECRET);
  return error;
}

describe('the guarded fetch', () => {
  it('gives the answer, packed or not, and whatever its status', async () => {
    expect((await here.fetch(`${server.url}/fine`)).body.toString()).toBe(SECRET);
    expect((await here.fetch(`${server.url}/packed`)).body.toString()).toBe(SECRET);
    expect((await here.fetch(`${server.url}/missing`)).status).toBe(404);
  });

  it('sends neither cookies nor credentials', () => {
    expect(seen).not.toEqual([]);
    for (const headers of seen) expect(headers).not.toMatch(/cookie|authorization/i);
  });

  it.each([
    ['a redirect', '/away', 'refused', 'fetch-refused'],
    ['a body that is too large', '/large', 'invalid', 'source-too-large'],
    ['a body that is too large once it is unpacked', '/bomb', 'invalid', 'source-too-large'],
    ['no answer', '/silent', 'unavailable', 'fetch-failed'],
    ['a body that never ends', '/drips', 'unavailable', 'fetch-failed'],
    ['a body that breaks off', '/breaks', 'unavailable', 'fetch-failed'],
  ])('refuses %s in its time, and repeats nothing of it', async (_, path, kind, code) => {
    const before = process.memoryUsage.rss();
    expect(await refusalOf(here.fetch(`${server.url}${path}`))).toMatchObject({ kind, code });
    expect(process.memoryUsage.rss() - before).toBeLessThan(45_000_000);
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'http://me:secret@example.org/',
    'example',
    `https://example.org/${'x'.repeat(2_000)}`,
  ])('does not take %.50s for a URL to fetch', async (url) => {
    expect(await refusalOf(here.fetch(url))).toMatchObject({ kind: 'invalid', code: 'invalid-url' });
  });

  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    'localhost',
    '0.0.0.0',
    '[::]',
    '169.254.169.254',
  ])('connects to nothing on this machine by the name %s unless it may', async (host) => {
    const url = server.url.replace('127.0.0.1', host);
    expect(await refusalOf(nowhere.fetch(`${url}/fine`))).toMatchObject({
      kind: 'refused',
      code: 'address-not-allowed',
    });
  });

  it('looks a name up for the connection, so that the allowed addresses of one are used', async () => {
    const answer = await here.fetch(`${server.url.replace('127.0.0.1', 'localhost')}/fine`);
    expect(answer.status).toBe(200);
  });
});

describe('an address', () => {
  const ANYWHERE = { allowLoopback: true, allowPrivate: true };

  it.each(['8.8.8.8', '2606:4700::1', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isAllowedAddress(address, NOWHERE)).toBe(true);
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    '%s is of this machine',
    (address) => {
      expect(isAllowedAddress(address, NOWHERE)).toBe(false);
      expect(isAllowedAddress(address, { allowLoopback: false, allowPrivate: true })).toBe(false);
      expect(isAllowedAddress(address, HERE)).toBe(true);
    },
  );

  it.each(['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd12::1', '::ffff:10.0.0.1'])(
    '%s is private',
    (address) => {
      expect(isAllowedAddress(address, HERE)).toBe(false);
      expect(isAllowedAddress(address, { allowLoopback: false, allowPrivate: true })).toBe(true);
    },
  );

  it.each([
    ...[
      '0.0.0.0',
      '::',
      '169.254.1.1',
      '169.254.169.254',
      '100.100.100.200',
      '168.63.129.16',
      '192.0.0.192',
      'fd00:ec2::254',
    ],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '240.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
    ],
    ...[
      '2001:db8::1',
      '2002:7f00:1::',
      '64:ff9b::7f00:1',
      '2001::1',
      '::ffff:0:127.0.0.1',
      '::ffff:169.254.169.254',
      '',
      'name',
    ],
  ])('%s is never connected to', (address) => {
    expect(isAllowedAddress(address, ANYWHERE)).toBe(false);
  });
});
