import { timingSafeEqual } from 'node:crypto';

/** Who asks for metrics: the other end of the connection, and what it says. */
export interface Scraper {
  readonly remoteAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> & {
    readonly authorization?: string | undefined;
  };
}

/** What a proxy adds to what it passes on. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether somebody may read the metrics: from this machine, from elsewhere with the token, if there is one. What a proxy on this machine
 * passes on is from elsewhere; what such a header says is not believed.
 */
export function mayScrape({ remoteAddress, headers }: Scraper, token: string | undefined): boolean {
  const isForwarded = FORWARDED.some((name) => headers[name] !== undefined);
  if (isLoopback(remoteAddress) && !isForwarded) return true;
  const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return token !== undefined && given !== undefined && isSame(given, token);
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);
}

/** How long it takes tells only how long the token is. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
