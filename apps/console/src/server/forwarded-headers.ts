import { POLICY_OF_DATA } from './answer-headers.ts';

const REQUEST_HEADERS = [
  'accept',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'prefer',
  'traceparent',
  'x-correlation-id',
];

const RESPONSE_HEADERS = [
  'cache-control',
  'consistency',
  'content-type',
  'etag',
  'link',
  'location',
  'preference-applied',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-correlation-id',
];

/** The headers that go on to the api: a known few of the browser's, never its Authorization or Cookie, and the session's bearer. */
export function requestHeaders(incoming: Headers, token: string | undefined): Headers {
  const outgoing = pick(incoming, REQUEST_HEADERS);
  // A compressed stream would be held back until a block is full.
  outgoing.set('accept-encoding', 'identity');
  if (token !== undefined) outgoing.set('authorization', `Bearer ${token}`);
  return outgoing;
}

/** The headers that come back to the browser, which takes the answer for data and nothing else. An event stream must not be compressed or buffered on its way. */
export function responseHeaders(incoming: Headers): Headers {
  const outgoing = pick(incoming, RESPONSE_HEADERS);
  outgoing.set('content-security-policy', POLICY_OF_DATA);
  if (isEventStream(incoming)) {
    outgoing.set('cache-control', 'no-store, no-transform');
    outgoing.set('x-accel-buffering', 'no');
  } else if (!outgoing.has('cache-control')) {
    outgoing.set('cache-control', 'no-store');
  }
  return outgoing;
}

/** Whether an answer is a stream of server-sent events. */
export function isEventStream(headers: Headers): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

function pick(from: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}
