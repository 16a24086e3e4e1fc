import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { WakeUp } from '../retry/wake-up.ts';
import { LeaseHolder } from './lease-holder.ts';
import type { Leases } from './leases.ts';

/** How a turn of {@link LeasedWork} learns that it has to end: asked to (`signal`), or because another one has the lease (`lost`). */
export interface LeasedWorkSignals {
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
}

/** What {@link LeasedWork} is made of. */
export interface LeasedWorkOptions {
  readonly leases: Leases;
  /** The lease that the working one of several workers holds. */
  readonly lease: string;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  /** How long it rests after a turn, unless it is woken. */
  readonly pollMs: number;
  readonly log: ReconciliatorLog;
  /** What is logged when a turn fails; it is taken again after a rest. */
  readonly onFailure: string;
  /** Begins each time the lease is taken. Its turns are taken one after the other; one that answers true is followed by the next at once. */
  readonly begin: (signals: LeasedWorkSignals) => () => Promise<boolean>;
}

/** Work that one of several workers does turn by turn, while the others wait for its lease. */
export class LeasedWork {
  readonly #options: LeasedWorkOptions;
  readonly #holder: LeaseHolder;
  readonly #wakeUp = new WakeUp();

  constructor(options: LeasedWorkOptions) {
    this.#options = options;
    const { leases, lease, owner, leaseTtlMs, log } = options;
    this.#holder = new LeaseHolder({ leases, name: lease, owner, ttlMs: leaseTtlMs, log });
  }

  /** Begins. It is started once. */
  start(): void {
    this.#holder.start((_, signal, lost) => this.#workWhile({ signal, lost }));
  }

  /** Ends a rest. */
  wake(): void {
    this.#wakeUp.ring();
  }

  /** Resolves when the turn that was under way is over and the lease is given back. */
  stop(): Promise<void> {
    return this.#holder.stop();
  }

  async #workWhile(signals: LeasedWorkSignals): Promise<void> {
    const { begin, log, onFailure, pollMs } = this.#options;
    const turn = begin(signals);
    while (!signals.signal.aborted) {
      try {
        if (await turn()) continue;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ error: reason }, onFailure);
      }
      await this.#wakeUp.wait(pollMs, signals.signal);
    }
  }
}
