import type { ProjectionStatus, ProjectionStatusQueries } from '@tools-provider/event-sourcing';

type Statuses = Pick<ProjectionStatusQueries, 'loadStatuses'>;

const BATCH = 1_000;

/** Called with what the read model says of a stream; `undefined`: nothing was projected. */
export type StatusListener = (stream: string, status: ProjectionStatus | undefined) => void;

/**
 * Reads the status of streams on demand. While one read is under way, what is asked for meanwhile is collected for the next, so that
 * however many signals come there is one query at a time.
 */
export class StatusReader {
  readonly #statuses: Statuses;
  readonly #onStatus: StatusListener;
  readonly #wanted = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(statuses: Statuses, onStatus: StatusListener) {
    this.#statuses = statuses;
    this.#onStatus = onStatus;
  }

  /** Asks for streams to be read soon. */
  want(streams: Iterable<string>): void {
    for (const stream of streams) this.#wanted.add(stream);
    if (this.#wanted.size > 0 && this.#running === undefined) void this.flush();
  }

  /** Resolves when nothing is left to be read, or when the read model cannot be reached: what is wanted then stays wanted. */
  flush(): Promise<void> {
    this.#running ??= this.#readAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #readAll(): Promise<void> {
    while (this.#wanted.size > 0) {
      const batch = [...this.#wanted].slice(0, BATCH);
      for (const stream of batch) this.#wanted.delete(stream);
      try {
        const statuses = await this.#statuses.loadStatuses(batch);
        for (const stream of batch) this.#onStatus(stream, statuses.get(stream));
      } catch {
        for (const stream of batch) this.#wanted.add(stream);
        return;
      }
    }
  }
}
