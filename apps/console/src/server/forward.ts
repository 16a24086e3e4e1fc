import { config } from './config.ts';
import { isEventStream, requestHeaders, responseHeaders } from './forwarded-headers.ts';
import { openStreams } from './open-streams.ts';
import { problemResponse } from './problem-response.ts';
import { isAllowedOrigin } from './request-origin.ts';
import { currentSession, type Session } from './session-cookie.ts';

const MIB = 1024 * 1024;

/** How large a body may be in MiB, as the api itself has it: some requests hold the document of a source. */
const BODY_LIMIT = 1;
const DOCUMENT_LIMIT = 6;
const TAKES_A_DOCUMENT = /^\/api\/v1\/sources(\/[^/]+\/refresh)?$/;

/** How many live answers one session may have open: the tabs of a browser share one, and the feed's page has its own. */
const MOST_STREAMS = 100;

/** The switches of the development panel; what else is for development gives tokens away. */
const SWITCHES = /^\/api\/v1\/dev\/worker(\/switches(\/[0-9a-f-]{36})?)?$/;

/**
 * Passes a browser's request for `/api/v1/…` on to the api as the signed-in person, and the answer back, streams
 * unbuffered. Refuses changes from other origins (403), what is for development but for the worker's switches, these
 * too in production, and other paths (404), bodies that are too large (413), and more live streams than a session needs (429); an api that
 * does not answer is 503.
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
  const session = await currentSession();
  const limit = TAKES_A_DOCUMENT.test(target.pathname) ? DOCUMENT_LIMIT : BODY_LIMIT;
  // The api refuses who is not signed in whatever they send, so it is not waited for, nor kept.
  const body = session === undefined ? undefined : await readBody(request, limit * MIB);
  if (body === 'too-large') {
    return problemResponse(413, 'body-too-large', 'Too large', `This request may hold at most ${limit} MiB.`);
  }
  return send(request, target, body, session);
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

async function readBody(
  request: Request,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined | 'too-large'> {
  if (request.body === null) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > most) return 'too-large';
    chunks.push(chunk);
  }
  return size === 0 ? undefined : new Uint8Array(Buffer.concat(chunks, size));
}

async function send(
  request: Request,
  target: URL,
  body: Uint8Array<ArrayBuffer> | undefined,
  session: Session | undefined,
): Promise<Response> {
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
    if (isLive && session !== undefined && openStreams().count(session.id) >= MOST_STREAMS) {
      ending.abort();
      return tooManyStreams();
    }
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

function tooManyStreams(): Response {
  return problemResponse(
    429,
    'too-many-requests',
    'Too many live streams',
    `A session may have ${MOST_STREAMS} live streams open at once. Close some tabs.`,
    { 'retry-after': '10' },
  );
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
