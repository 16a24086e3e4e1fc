import type { ServerWritableStream } from '@grpc/grpc-js';

const CALL_OVER = 'the call is over';

/** Writes the answers of a streaming call at the pace of its reader, and notices when the call is over. */
export class ResponseWriter<Message> {
  readonly #call: ServerWritableStream<unknown, Message>;
  /** Aborted when the client cancels or its connection goes. */
  readonly gone: AbortSignal;

  constructor(call: ServerWritableStream<unknown, Message>) {
    this.#call = call;
    const controller = new AbortController();
    this.gone = controller.signal;
    // Every call ends so; without a reason each would cost an exception that nobody looks at.
    const abort = () => controller.abort(CALL_OVER);
    if (call.cancelled) abort();
    call.once('cancelled', abort);
    call.once('close', abort);
    // A write after the peer has gone must not become an uncaught error; `gone` tells the loop.
    call.on('error', abort);
  }

  /** Writes one answer; fulfils when there is room for the next, at once in the usual case. */
  write(message: Message): void | Promise<void> {
    if (this.gone.aborted || this.#call.write(message)) return;
    return new Promise((resolve) => {
      const done = () => {
        this.#call.off('drain', done);
        this.gone.removeEventListener('abort', done);
        resolve();
      };
      this.#call.once('drain', done);
      this.gone.addEventListener('abort', done, { once: true });
    });
  }

  /** Ends the call well. */
  end(): void {
    if (!this.gone.aborted) this.#call.end();
  }
}
