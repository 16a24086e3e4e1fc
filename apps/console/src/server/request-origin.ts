const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a Host header names this machine's loopback, so that no page of another name can be rebound to it. */
export function isLoopbackHost(host: string | null): boolean {
  return host !== null && LOOPBACK_HOST.test(host);
}

/**
 * Whether a request may change something: a safe method may always come; another only from the console's own pages. Those are of
 * `ownOrigin` where the console knows under which name it is reached, else of the Host that the request names.
 */
export function isAllowedOrigin(method: string, headers: Headers, ownOrigin?: string): boolean {
  if (SAFE_METHODS.has(method.toUpperCase())) return true;
  const origin = headers.get('origin');
  if (ownOrigin !== undefined) return origin === ownOrigin;
  const host = headers.get('host');
  if (origin === null || host === null || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  const hasWebProtocol = protocol === 'http:' || protocol === 'https:';
  return hasWebProtocol && originHost.toLowerCase() === new URL(`${protocol}//${host}`).host;
}
