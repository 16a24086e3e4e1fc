import { describe, expect, it } from 'vitest';
import { mayScrape } from './may-scrape.ts';

const TOKEN = 'a-long-secret';

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'lets %s in without a token',
    (remoteAddress) => {
      expect(mayScrape({ remoteAddress, headers: {} }, undefined)).toBe(true);
      expect(mayScrape({ remoteAddress, headers: { authorization: 'Bearer wrong' } }, TOKEN)).toBe(true);
    },
  );

  it.each(['10.0.0.7', '::ffff:10.0.0.7', 'fe80::1', '1127.0.0.1', undefined])(
    'lets %s in with the token only',
    (remoteAddress) => {
      const ask = (authorization: string | undefined, token: string | undefined = TOKEN) =>
        mayScrape({ remoteAddress, headers: { authorization } }, token);
      expect(ask(`Bearer ${TOKEN}`)).toBe(true);
      expect(ask(undefined)).toBe(false);
      expect(ask('Bearer another-secret')).toBe(false);
      expect(ask(`Bearer ${TOKEN}x`)).toBe(false);
      expect(ask(`Basic ${TOKEN}`)).toBe(false);
    },
  );

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
    'takes what a proxy on this machine passes on with %s for what comes from elsewhere, whatever it says',
    (name) => {
      const ask = (headers: Readonly<Record<string, string>>) =>
        mayScrape({ remoteAddress: '127.0.0.1', headers: { [name]: '127.0.0.1', ...headers } }, TOKEN);
      expect(ask({})).toBe(false);
      expect(ask({ authorization: `Bearer ${TOKEN}` })).toBe(true);
      expect(mayScrape({ remoteAddress: '10.0.0.7', headers: { [name]: '127.0.0.1' } }, TOKEN)).toBe(false);
    },
  );

  it('lets nobody from elsewhere in while there is no token', () => {
    const scraper = { remoteAddress: '10.0.0.7', headers: { authorization: 'Bearer undefined' } };
    expect(mayScrape(scraper, undefined)).toBe(false);
  });
});
