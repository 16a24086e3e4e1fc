import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../session/caller.ts';

/** Makes a stream of text that ends when `signal` aborts; what it gives is sent as fast as the client reads. */
export type StreamSource = (signal: AbortSignal) => Readable;

/**
 * The event streams that are open. Each ends when its client goes, when its caller's token expires or is revoked, and when the server closes: an open
 * stream would keep it from that.
 */
export class OpenStreams {
  readonly #closing = new AbortController();
  #count = 0;

  constructor(app: FastifyInstance) {
    app.decorate('closing', this.#closing.signal);
    app.addHook('preClose', (done) => {
      this.#closing.abort();
      done();
    });
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Answers a request with a stream. */
  send(request: FastifyRequest, reply: FastifyReply, source: StreamSource): void {
    const ended = new AbortController();
    const { expiresAt, onRevoked } = callerOf(request);
    const remainingMs = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - Date.now();
    // A longer time than a timer can hold is cut off; the client connects again.
    const expiry = setTimeout(() => ended.abort(), Math.min(Math.max(remainingMs, 0), 2 ** 31 - 1));
    const stopListening = onRevoked?.(() => ended.abort());
    const signal = AbortSignal.any([ended.signal, this.#closing.signal]);
    this.#count += 1;
    reply.raw.once('close', () => {
      this.#count -= 1;
      clearTimeout(expiry);
      stopListening?.();
      ended.abort();
    });
    // The end of the connection is the end of the stream: without a frame around it, a piece is the same bytes for every client.
    reply.raw.useChunkedEncodingByDefault = false;
    reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(source(signal));
  }
}
