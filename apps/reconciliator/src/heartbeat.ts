import { HEARTBEAT_INTERVAL_MS, type Ordering, type WorkerRegistry } from '@tools-provider/event-sourcing';

/** Gives a sign of life at fixed intervals, until it is stopped; then says goodbye. */
export class Heartbeat {
  readonly #workers: WorkerRegistry;
  readonly #worker: { readonly id: string; readonly startedAt: string; readonly ordering: Ordering };
  readonly #projectedEvents: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    workers: WorkerRegistry,
    worker: { id: string; ordering: Ordering },
    projectedEvents: () => number,
  ) {
    this.#workers = workers;
    this.#worker = { ...worker, startedAt: new Date().toISOString() };
    this.#projectedEvents = projectedEvents;
  }

  /** A sign that cannot be given is left out: the next one comes soon. */
  start(): void {
    const beat = () => {
      const sign = { heartbeatAt: new Date().toISOString(), projectedEvents: this.#projectedEvents() };
      this.#workers.beat({ ...this.#worker, ...sign }).catch(() => undefined);
    };
    beat();
    this.#timer = setInterval(beat, HEARTBEAT_INTERVAL_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#workers.leave(this.#worker.id).catch(() => undefined);
  }
}
