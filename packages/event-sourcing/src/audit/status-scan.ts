import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { StreamReconciler } from '../reconciliation/stream-reconciler.ts';
import { eventAt } from '../repository/event-at.ts';
import type { EventStore, LogReader } from '../repository/event-store.ts';
import type { AuditState } from './audit-state.ts';

const PAGE = 200;

/** What a {@link StatusScan} works with. */
export interface StatusScanParts {
  readonly eventStore: Pick<EventStore, 'read' | 'readLast'>;
  readonly statuses: Pick<ProjectionStatusQueries, 'listStatuses'>;
  readonly reconciler: StreamReconciler;
}

/** Compares every status with its stream: what only a log that is another one makes necessary. */
export class StatusScan {
  readonly #parts: StatusScanParts;

  constructor(parts: StatusScanParts) {
    this.#parts = parts;
  }

  /** Marks each aggregate whose stream does not hold what was projected of it. Answers how many were marked. */
  async markDiverged(signal: AbortSignal): Promise<number> {
    let marked = 0;
    for (let after = ''; !signal.aborted; ) {
      const page = await this.#parts.statuses.listStatuses({ after, limit: PAGE });
      const diverged = await Promise.all(page.map((status) => this.#hasDiverged(status)));
      for (const [index, { stream }] of page.entries()) {
        if (diverged[index] !== true) continue;
        // To its end: so the place of the last event is compared, and what is there is marked or applied.
        const { setAsideAt } = await this.#parts.reconciler.reconcile(
          { stream, delivered: [], isToEnd: true },
          signal,
        );
        if (setAsideAt !== undefined) marked += 1;
      }
      if (page.length < PAGE) return marked;
      after = page.at(-1)?.stream ?? '';
    }
    return marked;
  }

  async #hasDiverged({ stream, projected, lastEventId, failure }: ProjectionStatus): Promise<boolean> {
    if (lastEventId === undefined || failure?.code === 'diverged') return false;
    return (await eventAt(this.#parts.eventStore, stream, projected))?.id !== lastEventId;
  }
}

/** Whether the log is another one than was audited: shorter, or with another event where the audit was. */
export async function isAnotherLog(
  { logReader, eventStore }: { logReader: LogReader; eventStore: Pick<EventStore, 'read'> },
  { position, last }: AuditState,
): Promise<boolean> {
  if (position === undefined || last === undefined) return false;
  const end = await logReader.readLastEntry();
  if (end === undefined || BigInt(end.position) < BigInt(position)) return true;
  return (await eventAt(eventStore, last.stream, last.revision))?.id !== last.eventId;
}
