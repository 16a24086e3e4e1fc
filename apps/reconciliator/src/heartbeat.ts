import {
  HEARTBEAT_INTERVAL_MS,
  type Ordering,
  type ReadModelReconciliator,
  type WorkerRegistry,
} from '@tools-provider/event-sourcing';

/** What a sign of life says of the work. */
type ProgressSource = Pick<ReadModelReconciliator, 'projectedEvents' | 'deliveries'>;

/** Gives a sign of life at fixed intervals, until it is stopped; then says goodbye. */
export class Heartbeat {
  readonly #workers: WorkerRegistry;
  readonly #worker: { readonly id: string; readonly startedAt: string; readonly ordering: Ordering };
  readonly #reconciliator: ProgressSource;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    workers: WorkerRegistry,
    worker: { id: string; ordering: Ordering },
    reconciliator: ProgressSource,
  ) {
    this.#workers = workers;
    this.#worker = { ...worker, startedAt: new Date().toISOString() };
    this.#reconciliator = reconciliator;
  }

  /** A sign that cannot be given is left out: the next one comes soon. */
  start(): void {
    const beat = () => {
      const { projectedEvents, deliveries } = this.#reconciliator;
      const sign = {
        heartbeatAt: new Date().toISOString(),
        projectedEvents,
        ...timeOf('deliveredUpTo', deliveries.newestMs),
        ...timeOf('idleSince', deliveries.idleSinceMs),
      };
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

function timeOf<Name extends string>(name: Name, ms: number | undefined): { [Key in Name]?: string } {
  return ms === undefined ? {} : ({ [name]: new Date(ms).toISOString() } as { [Key in Name]: string });
}
