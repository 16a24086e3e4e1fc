import type { Readable } from 'node:stream';
import { Broadcast } from '../event-stream/broadcast.ts';
import { ClientStream } from '../event-stream/client-stream.ts';
import { formatEvent, HEARTBEAT, HEARTBEAT_INTERVAL_MS } from '../event-stream/server-sent-event.ts';
import type { ChangeHub } from './change-hub.ts';

/** How much waits for one client before it is told to load again, in bytes: about a thousand changes. */
const CLIENT_CAPACITY = 256 * 1024;

/** How long a client that reads too slowly has to take that it must load again, in milliseconds, before it is cut off without. */
const LAST_WORD_MS = 10_000;

const RELOAD = Buffer.from(formatEvent({ event: 'reload', data: {} }));

/** What there is to tell. */
export type ChangeSource = Pick<ChangeHub, 'listen' | 'pipeline' | 'pipelineSamples'>;

/** The live changes, for as many clients as there are: each message is made into text once. */
export class ChangeStreams {
  readonly #changes: ChangeSource;
  readonly #broadcast = new Broadcast();
  readonly #capacity: number;
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(changes: ChangeSource, { capacity = CLIENT_CAPACITY }: { readonly capacity?: number } = {}) {
    this.#changes = changes;
    this.#capacity = capacity;
    this.#stopListening = changes.listen((message) => {
      if (this.#broadcast.size > 0) this.#broadcast.say(formatEvent(message));
    });
    this.#heartbeat = setInterval(() => this.#keepAlive(), HEARTBEAT_INTERVAL_MS / 2).unref();
  }

  /** A stream for one more client, until `signal` aborts: hello, how the pipeline is, and then each change. */
  open(signal: AbortSignal): Readable {
    const stream = new ClientStream({ capacity: this.#capacity, last: RELOAD });
    const begin = [
      { event: 'hello', data: {} },
      { event: 'pipeline', data: this.#changes.pipeline() },
    ];
    stream.write(Buffer.from(begin.map(formatEvent).join('')));
    this.#broadcast.add(stream);
    const end = () => stream.finish();
    signal.addEventListener('abort', end, { once: true });
    stream.once('overflow', () => {
      this.#broadcast.remove(stream);
      setTimeout(() => stream.destroy(), LAST_WORD_MS).unref();
    });
    stream.once('close', () => {
      this.#broadcast.remove(stream);
      signal.removeEventListener('abort', end);
    });
    return stream;
  }

  /** Listens no more; streams that are open end with their signals. */
  close(): void {
    this.#stopListening();
    clearInterval(this.#heartbeat);
  }

  #keepAlive(): void {
    if (this.#broadcast.silentMs >= HEARTBEAT_INTERVAL_MS / 2) this.#broadcast.say(HEARTBEAT);
  }
}
