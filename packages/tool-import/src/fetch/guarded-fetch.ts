import { isCoded } from '@tools-provider/mediator';
import { type Dispatcher, type Response, fetch as undiciFetch } from 'undici';
import { fetchFailed, fetchRefused, sourceTooLarge } from '../errors.ts';
import { checkedUrl } from './checked-url.ts';
import type { FetchPolicy } from './fetch-policy.ts';
import { guardedAgent } from './guarded-agent.ts';

/** How much of an answer is taken, and how long. */
export interface FetchLimits {
  /** Of the body as it is after decompression. */
  readonly maxBytes: number;
  /** From the beginning to the last byte of the body. */
  readonly timeoutMs: number;
}

/** One request; what is not there is GET without a body. */
export interface GuardedRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
}

/** An answer whose body is all there. */
export interface GuardedAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Fetches URLs that somebody else has chosen. Only http and https, and only from addresses that the policy allows, whatever a name leads to
 * when it is connected; redirects are not followed; no cookies, and no credentials in the URL; the body ends at a limit of bytes after
 * decompression and of time. Errors say what is wrong and repeat nothing of what was fetched.
 */
export class GuardedFetch {
  readonly #agent: Dispatcher;
  readonly #limits: FetchLimits;

  constructor(policy: FetchPolicy, limits: FetchLimits) {
    this.#limits = limits;
    this.#agent = guardedAgent(policy, CONNECT_TIMEOUT_MS);
  }

  /**
   * Throws `invalid-url`, `address-not-allowed`, `source-too-large`, `fetch-refused` (a redirect) or `fetch-failed` (no answer, or not in time). Any other status is an answer.
   */
  async fetch(url: string, request: GuardedRequest = {}): Promise<GuardedAnswer> {
    const response = await this.open(url, request);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response.body ?? []) {
        bytes += chunk.byteLength;
        if (bytes > this.#limits.maxBytes)
          throw sourceTooLarge(`The answer is larger than ${this.#limits.maxBytes} bytes`, '/url');
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#reasonOf(error);
    }
    return {
      status: response.status,
      headers: new Map(response.headers),
      body: Buffer.concat(chunks, bytes),
    };
  }

  /** The answer as it comes; its body ends with an error at the limit of time, and must be counted by whoever reads it. */
  async open(url: string, request: GuardedRequest = {}): Promise<Response> {
    const target = checkedUrl(url);
    const deadline = AbortSignal.timeout(this.#limits.timeoutMs);
    const { method = 'GET', headers = {}, body = null, signal } = request;
    let response: Response;
    try {
      response = await undiciFetch(target, {
        method,
        headers,
        body,
        redirect: 'manual',
        credentials: 'omit',
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
        dispatcher: this.#agent,
      });
    } catch (error) {
      throw this.#reasonOf(error);
    }
    if (response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    throw fetchRefused(`answers with a redirect (${response.status}), and redirects are not followed`);
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #reasonOf(error: unknown): Error {
    for (let each = error; each instanceof Error; each = each.cause) {
      if (isCoded(each)) return each;
      if (each.name === 'TimeoutError')
        return fetchFailed(`the server took longer than ${this.#limits.timeoutMs} ms`, error);
      const reason = 'code' in each ? REASONS[String(each.code)] : undefined;
      if (reason !== undefined) return fetchFailed(reason, error);
    }
    return fetchFailed('the server could not be reached, or broke off', error);
  }
}

/** What is said of the errors of sockets and names. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of this name',
  EAI_AGAIN: 'the name of the server could not be looked up',
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the server broke off',
  EHOSTUNREACH: 'the server could not be reached',
  ENETUNREACH: 'the server could not be reached',
  UND_ERR_CONNECT_TIMEOUT: 'the server could not be reached in time',
  UND_ERR_SOCKET: 'the server broke off',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the server is not to be trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the server is not to be trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of the server is not to be trusted',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is of another server',
};
