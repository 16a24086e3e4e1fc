import { config } from './config.ts';
import { isEventStream, requestHeaders, responseHeaders } from './forwarded-headers.ts';
import { openStreams } from './open-streams.ts';
import { problemResponse } from './problem-response.ts';
import { isAllowedOrigin } from './request-origin.ts';
import { currentSession } from './session-cookie.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** The switches of the development panel; what else is for development gives tokens away. */
const SWITCHES = /^\/api\/v1\/dev\/worker(\/switches(\/[0-9a-f-]{36})?)?$/;

/**
 * Passes a browser's request for `/api/v1/…` on to the api as the signed-in person, and the answer back, streams
 * unbuffered. Refuses changes from other origins (403), what is for development but for the worker's switches, these
 * too in production, and other paths (404), and bodies over 1 MiB (413); an api that does not answer is 503.
 */
export async function forward(request: Request): Promise<Response> {
  const target = apiTarget(request.url);
  if (target === undefined) {
    return problemResponse(
      404,
      'not-found',
      'Not found',
      'The console passes on the api under /api/v1 only.',
    );
  }
  if (!isAllowedOrigin(request.method, request.headers, config().oidc?.consoleUrl)) {
    return problemResponse(
      403,
      'foreign-origin',
      'Not from here',
      'Changes are taken from the pages of this console only; the Origin of the request is another one.',
    );
  }
  const body = await readBody(request);
  if (body === 'too-large') {
    return problemResponse(413, 'body-too-large', 'Too large', 'A request may hold at most 1 MiB.');
  }
  return send(request, target, body);
}

/** The api's address for a request, or undefined when it may not be passed on. */
export function apiTarget(requestUrl: string): URL | undefined {
  const { pathname, search } = new URL(requestUrl);
  const target = new URL(`${config().apiUrl}${pathname}${search}`);
  const path = target.pathname.slice(new URL(config().apiUrl).pathname.replace(/\/$/, '').length);
  const isForDevelopment = /^\/api\/v1\/dev(\/|$)/i.test(decoded(path));
  const isPassed = isForDevelopment
    ? SWITCHES.test(path) && !config().isProduction
    : path.startsWith('/api/v1/');
  return isPassed ? target : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined | 'too-large'> {
  if (request.body === null) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT_BYTES) return 'too-large';
    chunks.push(chunk);
  }
  return size === 0 ? undefined : new Uint8Array(Buffer.concat(chunks, size));
}

async function send(
  request: Request,
  target: URL,
  body: Uint8Array<ArrayBuffer> | undefined,
): Promise<Response> {
  const session = await currentSession();
  const ending = new AbortController();
  const signal = AbortSignal.any([request.signal, ending.signal]);
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers: requestHeaders(request.headers, session?.token),
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    const isLive = isEventStream(answer.headers) && answer.body !== null;
    const stream =
      isLive && session !== undefined ? untilSignedOut(answer.body, session.id, ending) : answer.body;
    return new Response(stream, { status: answer.status, headers: responseHeaders(answer.headers) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(
      JSON.stringify({
        level: 40,
        time: Date.now(),
        name: 'console',
        msg: `The api does not answer: ${String(error)}`,
      }),
    );
    return problemResponse(
      503,
      'unavailable',
      'The api does not answer',
      'The console is here, but the api behind it is not. Nothing was lost; try again in a moment.',
      { 'retry-after': '1' },
    );
  }
}

function untilSignedOut(
  body: ReadableStream<Uint8Array> | null,
  sessionId: string,
  ending: AbortController,
): ReadableStream<Uint8Array> | null {
  if (body === null) return null;
  const forget = openStreams().open(sessionId, ending);
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
      } catch {
        // The api went away, or the session ended: either way the stream is over, and the browser asks again.
      }
      forget();
      controller.close();
    },
    async cancel(reason) {
      forget();
      ending.abort();
      await reader.cancel(reason).catch(() => undefined);
    },
  });
}
