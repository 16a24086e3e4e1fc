import type { Socket } from 'node:net';
import type { Doc } from '../bson/codec.ts';
import { MessageReader } from './message-reader.ts';
import { decodeRequest, encodeReply, ProtocolError, type Request } from './messages.ts';

/** One client connection; requests on it are answered one after the other. */
export class Connection {
  readonly id: number;
  readonly #socket: Socket;
  readonly #answer: (request: Request, connection: Connection) => Promise<Doc | Buffer>;
  readonly #reader = new MessageReader();
  readonly #waiting: Buffer[] = [];
  readonly #closeListeners = new Set<() => void>();
  #isRunning = false;

  constructor(
    id: number,
    socket: Socket,
    answer: (request: Request, connection: Connection) => Promise<Doc | Buffer>,
  ) {
    this.id = id;
    this.#socket = socket;
    this.#answer = answer;
    socket.once('close', () => {
      for (const listener of this.#closeListeners) listener();
    });
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.#receive(chunk));
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  /** Calls `listener` when the connection is gone. Returns how to stop it: waits come and go, connections stay. */
  onClose(listener: () => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  /** The address the client reached, as `host:port`. */
  get localAddress(): string {
    const { localAddress, localPort } = this.#socket;
    return localAddress?.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
  }

  /** Answers what it is at and reads nothing more. */
  takeNoMore(): void {
    this.#socket.pause();
    this.#waiting.length = 0;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      this.#waiting.push(...this.#reader.push(chunk));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.close();
      return;
    }
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let next = this.#waiting.shift(); next && !this.isClosed; next = this.#waiting.shift()) {
        const request = decodeRequest(next);
        const reply = await this.#answer(request, this);
        if (request.expectsReply && !this.isClosed) this.#socket.write(encodeReply(request, reply));
      }
    } catch {
      // A broken message, or a write the disk refused: without an answer the client knows to ask again.
      this.close();
    } finally {
      this.#isRunning = false;
    }
  }
}
