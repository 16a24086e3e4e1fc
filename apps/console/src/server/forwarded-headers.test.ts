import { describe, expect, test } from 'vitest';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';

describe('requestHeaders', () => {
  const incoming = new Headers({
    accept: 'application/json',
    authorization: 'Bearer of-somebody-else',
    connection: 'keep-alive',
    cookie: 'tools_provider_session_3000=secret',
    'content-type': 'application/json',
    'if-match': '"7"',
    'x-forwarded-for': '10.0.0.1',
  });

  test('drops the Authorization and Cookie of the browser and adds the bearer of the session', () => {
    const outgoing = requestHeaders(incoming, 'of-the-session');
    expect(outgoing.get('authorization')).toBe('Bearer of-the-session');
    expect(outgoing.has('cookie')).toBe(false);
  });

  test('sends no Authorization at all without a session', () => {
    expect(requestHeaders(incoming, undefined).has('authorization')).toBe(false);
  });

  test('passes what the contract uses and nothing else, and asks for no compression', () => {
    expect(Object.fromEntries(requestHeaders(incoming, undefined))).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      'if-match': '"7"',
    });
  });
});

describe('responseHeaders', () => {
  test('passes the ETag, Location and Consistency of an answer, but no cookie', () => {
    const outgoing = responseHeaders(
      new Headers({
        'content-type': 'application/json',
        etag: '"8"',
        location: '/api/v1/tool-groups/1',
        consistency: 'pending',
        'set-cookie': 'a=b',
        'transfer-encoding': 'chunked',
      }),
    );
    expect(Object.fromEntries(outgoing)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      consistency: 'pending',
      'content-type': 'application/json',
      etag: '"8"',
      location: '/api/v1/tool-groups/1',
    });
  });

  test('forbids to transform or buffer an event stream', () => {
    const outgoing = responseHeaders(
      new Headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }),
    );
    expect(outgoing.get('cache-control')).toBe('no-store, no-transform');
    expect(outgoing.get('x-accel-buffering')).toBe('no');
  });
});
