/** A message of an event stream; a comment has neither id nor event and the text of the comment as its data. */
export interface Message {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Reads an event stream over a real connection. */
export class EventStream {
  readonly response: Response;
  readonly messages: Message[] = [];
  readonly #connection: AbortController;
  #isEnded = false;
  #arrived = Promise.withResolvers<void>();

  private constructor(response: Response, connection: AbortController) {
    this.response = response;
    this.#connection = connection;
    void this.#read();
  }

  static async open(url: string, token: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const connection = new AbortController();
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
      signal: connection.signal,
    });
    return new EventStream(response, connection);
  }

  /** The first message that fits, of those there are or those to come; rejects after twenty seconds or when the stream has ended. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    const deadline = AbortSignal.timeout(20_000);
    for (;;) {
      const found = this.messages.find(fits);
      if (found !== undefined) return found;
      if (this.#isEnded) throw new Error(`The stream ended after ${JSON.stringify(this.messages)}`);
      const late = Promise.withResolvers<never>();
      const onLate = () => late.reject(new Error(`Only ${JSON.stringify(this.messages)} came`));
      deadline.addEventListener('abort', onLate, { once: true });
      await Promise.race([this.#arrived.promise, late.promise]);
      deadline.removeEventListener('abort', onLate);
    }
  }

  /** Whether the server has ended the stream. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Resolves when the server ends the stream. */
  async ended(): Promise<void> {
    while (!this.#isEnded) await this.#arrived.promise;
  }

  close(): void {
    this.#connection.abort();
  }

  async #read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.response.body ?? []) {
        const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n');
        rest = blocks.pop() ?? '';
        this.messages.push(...blocks.map(parse));
        this.#wake();
      }
    } catch {
      // A connection that was cut is an end like any other.
    }
    this.#isEnded = true;
    this.#wake();
  }

  #wake(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers<void>();
  }
}

function parse(block: string): Message {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  );
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? (data === undefined ? 'comment' : 'message'),
    id: fields.get('id'),
    data: data === undefined ? fields.get('') : JSON.parse(data),
  };
}
