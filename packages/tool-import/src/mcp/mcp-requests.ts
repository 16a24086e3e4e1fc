import { type CodedError, isCoded } from '@tools-provider/mediator';
import { fetchFailed, fetchRefused, sourceTooLarge } from '../errors.ts';
import type { GuardedFetch } from '../fetch/guarded-fetch.ts';

/** The requests of one reading of an MCP server: guarded, ended together, their answers counted together. */
export class McpRequests {
  readonly #guarded: GuardedFetch;
  readonly #signal: AbortSignal;
  #bytesLeft: number;
  #failure: CodedError | undefined;
  #status = 200;

  constructor(guarded: GuardedFetch, signal: AbortSignal, maxBytes: number) {
    this.#guarded = guarded;
    this.#signal = signal;
    this.#bytesLeft = maxBytes;
  }

  /** As the client wants to fetch. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const { method = 'GET', body, signal } = init;
    try {
      const answer = await this.#guarded.open(String(url), {
        method,
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(typeof body === 'string' ? { body } : {}),
        signal: signal ? AbortSignal.any([this.#signal, signal]) : this.#signal,
      });
      if (method === 'POST') this.#status = answer.status;
      const { status, headers } = answer;
      return new Response(isWithoutBody(status) ? null : this.#counted(answer.body), {
        status,
        headers: [...headers],
      });
    } catch (error) {
      if (isCoded(error)) this.#failure ??= error;
      throw error;
    }
  }

  /** Why the reading has failed, if it was for what came or did not come over the wire. */
  get reason(): CodedError | undefined {
    if (this.#failure !== undefined) return this.#failure;
    if (this.#status === 401 || this.#status === 403)
      return fetchRefused('asks for credentials, and none are sent');
    if (this.#status >= 500 || this.#status === 429)
      return fetchFailed(`the server answers with ${this.#status}`);
    return undefined;
  }

  #counted(body: AsyncIterable<Uint8Array> | null): ReadableStream<Uint8Array> | null {
    if (body === null) return null;
    const count = (bytes: number) => {
      this.#bytesLeft -= bytes;
      if (this.#bytesLeft >= 0) return;
      this.#failure ??= sourceTooLarge('The server answers with more than is read', '/url');
      throw this.#failure;
    };
    return ReadableStream.from(
      (async function* () {
        for await (const chunk of body) {
          count(chunk.byteLength);
          yield chunk;
        }
      })(),
    );
  }
}

function isWithoutBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
