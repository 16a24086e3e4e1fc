import {
  HEARTBEAT_INTERVAL_MS,
  type Ordering,
  type PipelineCounts,
  type ReadModelReconciliator,
  type WorkerHeartbeat,
  type WorkerRegistry,
} from '@tools-provider/event-sourcing';

/** What a sign of life says of the work. */
type ProgressSource = Pick<ReadModelReconciliator, 'projectedEvents' | 'deliveries'>;

/** What it says of the switches for development. */
type Obedience = { readonly obeyed: number };

/** Gives a sign of life at fixed intervals, until it is stopped; then says goodbye. */
export class Heartbeat {
  readonly #workers: WorkerRegistry;
  readonly #worker: Pick<WorkerHeartbeat, 'id' | 'startedAt' | 'ordering' | 'release'>;
  readonly #reconciliator: ProgressSource;
  readonly #counted: Pick<PipelineCounts, 'counts'>;
  readonly #switches: Obedience | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    workers: WorkerRegistry,
    worker: { id: string; ordering: Ordering; release: string },
    reconciliator: ProgressSource,
    counted: Pick<PipelineCounts, 'counts'>,
    switches: Obedience | undefined,
  ) {
    this.#workers = workers;
    this.#worker = { ...worker, startedAt: new Date().toISOString() };
    this.#reconciliator = reconciliator;
    this.#counted = counted;
    this.#switches = switches;
  }

  start(): void {
    this.beat();
    this.#timer = setInterval(() => this.beat(), HEARTBEAT_INTERVAL_MS);
  }

  /** Gives one sign now. One that cannot be given is left out: the next one comes soon. */
  beat(): void {
    const { projectedEvents, deliveries } = this.#reconciliator;
    const sign = {
      heartbeatAt: new Date().toISOString(),
      projectedEvents,
      counts: this.#counted.counts,
      ...timeOf('deliveredUpTo', deliveries.newestMs),
      ...timeOf('idleSince', deliveries.idleSinceMs),
      ...(this.#switches === undefined ? {} : { obeyedSwitches: this.#switches.obeyed }),
    };
    this.#workers.beat({ ...this.#worker, ...sign }).catch(() => undefined);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#workers.leave(this.#worker.id).catch(() => undefined);
  }
}

function timeOf<Name extends string>(name: Name, ms: number | undefined): { [Key in Name]?: string } {
  return ms === undefined ? {} : ({ [name]: new Date(ms).toISOString() } as { [Key in Name]: string });
}
