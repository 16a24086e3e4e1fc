import { timingSafeEqual } from 'node:crypto';

/** Who asks for metrics: the other end of the connection, and what it says of itself. */
export interface Scraper {
  readonly remoteAddress: string | undefined;
  readonly authorization: string | undefined;
}

/** Whether somebody may read the metrics: from this machine always, from elsewhere with the token, if there is one. */
export function mayScrape({ remoteAddress, authorization }: Scraper, token: string | undefined): boolean {
  if (isLoopback(remoteAddress)) return true;
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
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
