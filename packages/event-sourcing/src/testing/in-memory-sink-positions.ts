import { leaseLost } from '../lease/lease-lost.ts';
import type { Lease } from '../lease/leases.ts';
import {
  SINK_AWAY_AFTER_MS,
  type Sink,
  type SinkPositions,
  type SinkProgress,
  type SinkState,
} from '../sink/sink-positions.ts';

interface Position {
  readonly address: string;
  readonly epoch: number;
  readonly progress?: SinkProgress;
}

/** Positions of sinks that last as long as the process, with the semantics of the port. */
export class InMemorySinkPositions implements SinkPositions {
  readonly #positions = new Map<string, Position>();

  async claim({ id, address }: Sink, lease: Lease): Promise<number> {
    const known = this.#positions.get(id);
    if (known !== undefined && known.epoch > lease.epoch) throw leaseLost(lease);
    this.#positions.set(id, { ...known, address, epoch: lease.epoch });
    return known?.progress?.deliveredUpTo ?? 0;
  }

  async save({ id }: Sink, lease: Lease, progress: SinkProgress): Promise<void> {
    const known = this.#positions.get(id);
    if (known === undefined || known.epoch !== lease.epoch) throw leaseLost(lease);
    this.#positions.set(id, { ...known, progress: structuredClone(progress) });
  }

  async served(): Promise<readonly SinkState[]> {
    const since = new Date(Date.now() - SINK_AWAY_AFTER_MS).toISOString();
    return [...this.#positions.values()]
      .flatMap(({ address, progress }) => (progress === undefined ? [] : [{ ...progress, address }]))
      .filter(({ savedAt }) => savedAt >= since)
      .toSorted((one, other) => (one.address < other.address ? -1 : 1));
  }
}
