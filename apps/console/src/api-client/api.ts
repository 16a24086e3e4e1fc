import { ProblemError, problemFrom, unreachable } from './problem-error.ts';

/** What a request may carry. `ifMatch` is the revision that a change was decided on. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly ifMatch?: number;
  /** What a change is known by, so that it is done once however often it is sent; one of its own unless told. */
  readonly idempotencyKey?: string;
  /** Seconds that the api may wait for the revision that the query names. */
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal;
  /** JSON unless told. */
  readonly accept?: string;
}

/** Sends a request to a path under `/api/v1` and gives its JSON. Throws a {@link ProblemError} for any other outcome. */
export type Api = <Answer>(path: string, options?: RequestOptions) => Promise<Answer>;

/** Where requests go, what they carry besides, and what to do when the session has ended. */
export interface ApiConnection {
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  onUnauthenticated?(): void;
}

/** The same api, with every change under one Idempotency-Key: for a wish that may have to be sent more than once. */
export function underKey(api: Api, idempotencyKey: string): Api {
  return (path, options) => api(path, { ...options, idempotencyKey });
}

/** Makes an {@link Api} over `fetch`. Every change carries an Idempotency-Key. */
export function connectApi(connection: ApiConnection): Api {
  return async <Answer>(path: string, options: RequestOptions = {}): Promise<Answer> => {
    const answer = await send(connection, path, options);
    if (answer.status === 401) connection.onUnauthenticated?.();
    if (!answer.ok) throw new ProblemError(await problemFrom(answer));
    return (await answer.json()) as Answer;
  };
}

async function send(connection: ApiConnection, path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, signal } = options;
  try {
    return await fetch(`${connection.baseUrl}${path}`, {
      method,
      headers: headersFor(connection, options),
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
}

function headersFor(connection: ApiConnection, options: RequestOptions): Headers {
  const accept = `${options.accept ?? 'application/json'}, application/problem+json`;
  const headers = new Headers({ accept, ...connection.headers });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  if (options.waitSeconds !== undefined) headers.set('prefer', `wait=${options.waitSeconds}`);
  if (options.method !== undefined && options.method !== 'GET') {
    headers.set('idempotency-key', options.idempotencyKey ?? crypto.randomUUID());
  }
  return headers;
}
