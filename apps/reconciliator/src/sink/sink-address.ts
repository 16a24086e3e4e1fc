import { createHash } from 'node:crypto';
import type { Sink } from '@tools-provider/event-sourcing';

/** What `K_SINK` says. */
export interface SinkAddress {
  /** What is stored and shown: the id is of origin and path, the address the origin alone, because paths of webhooks are often secrets. */
  readonly sink: Sink;
  /** Where to post to, without user and password. */
  readonly url: URL;
  /** The header that carries user and password, where the address has them. */
  readonly authorization: string | undefined;
}

/**
 * Reads the address of a sink: an `http:` or `https:` URL. Neither user and password nor the query make it another sink: they hold what is
 * renewed now and then, which must not begin the feed anew.
 */
export function sinkAddress(text: string): SinkAddress {
  const url = new URL(text);
  const { username, password, origin, pathname } = url;
  const id = createHash('sha256').update(`${origin}${pathname}`).digest('hex').slice(0, 32);
  const authorization =
    username === '' && password === ''
      ? undefined
      : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  url.username = '';
  url.password = '';
  return { sink: { id, address: origin }, url, authorization };
}
