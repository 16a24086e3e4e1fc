import { unavailable } from '../wire/errors.ts';

/** A call that stays open: a subscription, or a stream of appends. */
interface OpenCall {
  emit(name: 'error', error: Error): boolean;
  once(name: 'close' | 'cancelled', listener: () => void): unknown;
}

/** The calls that would stay open for ever, so that a stopping server can end them with a reason. */
export class OpenCalls {
  readonly #calls = new Set<OpenCall>();

  /** Notes a call until it is over. */
  add(call: OpenCall): void {
    this.#calls.add(call);
    const remove = () => this.#calls.delete(call);
    call.once('close', remove);
    call.once('cancelled', remove);
  }

  /** Tells every caller that the server is going away, which clients take as a reason to come back. */
  endAll(): void {
    for (const call of this.#calls)
      call.emit('error', unavailable('The embedded KurrentDB is shutting down.'));
    this.#calls.clear();
  }
}
