import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { StreamReconciler } from '../reconciliation/stream-reconciler.ts';
import type { EventStore, LogEntry, LogReader } from '../repository/event-store.ts';
import { type AuditState, type AuditStates, NOTHING_AUDITED } from './audit-state.ts';
import { entriesDue } from './entries-due.ts';
import { isAnotherLog, StatusScan } from './status-scan.ts';

const PAGE = 500;

/** How far deliveries have come, all workers together. */
export interface DeliveriesSeen {
  /** When the newest event was written that was delivered, milliseconds since 1970; `undefined`: nothing was. */
  readonly newestMs: number | undefined;
  /** For how long nothing was delivered to anybody, in milliseconds. */
  readonly idleMs: number;
  /** Since when this worker's subscription is open, milliseconds since 1970; `undefined`: it is not. */
  readonly openSinceMs: number | undefined;
}

/** What an {@link AuditSweep} works with. */
export interface AuditSweepParts {
  readonly logReader: LogReader;
  readonly eventStore: Pick<EventStore, 'read' | 'readLast'>;
  readonly statuses: Pick<ProjectionStatusQueries, 'loadStatuses' | 'listStatuses'>;
  readonly states: AuditStates;
  readonly reconciler: StreamReconciler;
  readonly deliveries: () => Promise<DeliveriesSeen>;
  /** Closes the subscription and opens it again. */
  readonly reopen: (reason: string) => Promise<void>;
  readonly log: ReconciliatorLog;
  /** How old an event must be to be missed, in milliseconds. */
  readonly graceMs: number;
  readonly onRepaired?: (events: number) => void;
}

/**
 * Compares the log with the statuses, from a position of its own and past the subscription: what a lost checkpoint, a stalled subscription
 * or a stalled category has left out is applied and counted. What is merely still to be delivered is no finding. A log that is another one
 * than was projected is marked on each of its aggregates.
 */
export class AuditSweep {
  readonly #parts: AuditSweepParts;
  readonly #scan: StatusScan;
  #deliveredBeforeMs: number | undefined;
  #hasReopened = false;
  /** When the newest event was written that this sweep found left out. */
  #newestFindingMs = 0;
  /** When the newest event was written that showed a standstill. */
  #newestStalledMs: number | undefined;
  /** The event for whose sake every aggregate was looked at. One that was removed from the log is not missed again by each sweep. */
  #missedId: string | undefined;

  constructor(parts: AuditSweepParts) {
    this.#parts = parts;
    this.#scan = new StatusScan(parts);
  }

  /** Goes through everything that is due. Rejects with `unavailable` when a store is away; the next sweep goes on from where it was. */
  async sweep(signal: AbortSignal): Promise<AuditState> {
    let state = (await this.#parts.states.load()) ?? NOTHING_AUDITED;
    if (state.last?.eventId !== this.#missedId && (await isAnotherLog(this.#parts, state)))
      state = await this.#markDiverged(state, signal);
    const deliveries = await this.#parts.deliveries();
    const isIdle = deliveries.idleMs > this.#parts.graceMs;
    const limitMs = isIdle ? undefined : this.#deliveredBeforeMs;
    this.#deliveredBeforeMs = deliveries.newestMs;
    this.#newestFindingMs = 0;
    if (isIdle || limitMs !== undefined) state = await this.#compare(state, limitMs, signal);
    state = await this.#lookForStall(state, deliveries, isIdle);
    state = { ...state, sweptAt: new Date().toISOString() };
    await this.#parts.states.save(state);
    return state;
  }

  async #compare(from: AuditState, limitMs: number | undefined, signal: AbortSignal): Promise<AuditState> {
    let state = from;
    for (;;) {
      const page = await this.#parts.logReader.readForwards({ afterPosition: state.position, limit: PAGE });
      const due = entriesDue(page.entries, { graceMs: this.#parts.graceMs, limitMs, nowMs: Date.now() });
      const last = due.at(-1);
      if (last === undefined || signal.aborted) return state;
      state = await this.#repair(state, due, signal);
      if (signal.aborted) return state;
      const { stream, revision, eventId, position } = last;
      state = { ...state, position, last: { stream, revision, eventId } };
      if (due.length < PAGE) return state;
      await this.#parts.states.save(state);
    }
  }

  async #repair(from: AuditState, due: readonly LogEntry[], signal: AbortSignal): Promise<AuditState> {
    let state = from;
    const heads = new Map(due.map((entry) => [entry.stream, entry]));
    const statuses = await this.#parts.statuses.loadStatuses([...heads.keys()]);
    for (const [stream, head] of heads) {
      const status = statuses.get(stream);
      if (signal.aborted) return state;
      if (!isBehind(status, head)) continue;
      // Of a stream that has come as far by other events, the last one is looked at again, and so that is noticed.
      const how = status?.projected === head.revision ? { isToEnd: true } : { upTo: head.revision };
      const { applied, setAsideAt } = await this.#parts.reconciler.reconcile(
        { stream, delivered: [], ...how },
        signal,
      );
      if (status?.projected === head.revision && setAsideAt !== undefined)
        state = { ...state, diverged: state.diverged + 1 };
      // What was being worked on just now is no finding.
      if (applied === 0) continue;
      this.#newestFindingMs = Math.max(this.#newestFindingMs, Date.parse(head.recordedAt));
      this.#parts.log.warn({ stream, applied, upTo: head.revision }, 'The audit applied what was left out');
      this.#parts.onRepaired?.(applied);
      const lastFindingAt = new Date().toISOString();
      const { findings, repairedEvents } = state;
      state = {
        ...state,
        lastFindingAt,
        findings: findings + 1,
        repairedEvents: repairedEvents + applied,
      };
    }
    return state;
  }

  async #markDiverged(state: AuditState, signal: AbortSignal): Promise<AuditState> {
    this.#parts.log.warn(
      { position: state.position },
      'The log is not the one that was audited; looking at every aggregate',
    );
    const marked = await this.#scan.markDiverged(signal);
    const diverged = state.diverged + marked;
    // Whoever audits next looks at every aggregate again when this was broken off.
    if (signal.aborted) return { ...state, diverged };
    this.#missedId = state.last?.eventId;
    return { ...state, position: undefined, last: undefined, diverged };
  }

  /** What came to nobody, although nothing was under way, says that the subscription stands still, or what feeds it. */
  async #lookForStall(
    state: AuditState,
    { newestMs, openSinceMs }: DeliveriesSeen,
    isIdle: boolean,
  ): Promise<AuditState> {
    // What was written before the subscription was opened is what a checkpoint has lost; what came after should have been delivered, unless
    // what came still later was.
    const dueSinceMs = Math.max(openSinceMs ?? Number.POSITIVE_INFINITY, newestMs ?? 0);
    if (isIdle && this.#newestFindingMs > dueSinceMs) {
      this.#newestStalledMs = this.#newestFindingMs;
      const stall = await this.#stallOf();
      this.#parts.log.warn({ stall }, 'Deliveries do not come; the subscription is opened again');
      if (!this.#hasReopened) await this.#parts.reopen(stall);
      this.#hasReopened = true;
      return { ...state, stall };
    }
    if (state.stall === undefined) return state;
    const foundMs = Date.parse(state.lastFindingAt ?? state.sweptAt);
    if (newestMs !== undefined && newestMs >= (this.#newestStalledMs ?? foundMs)) {
      this.#hasReopened = false;
      return { ...state, stall: undefined };
    }
    // That it was opened again shows nothing while the category stands still; otherwise it is another subscription that stood still.
    const isAnother = openSinceMs !== undefined && openSinceMs > foundMs;
    return isAnother && (await this.#isCategoryWhole()) ? { ...state, stall: undefined } : state;
  }

  async #stallOf(): Promise<string> {
    const { head, category } = await this.#ends();
    return category?.eventId !== head?.eventId
      ? `The category of the streams ends at ${placeOf(category)} and the log at ${placeOf(head)}: the projection $by_category does not run`
      : 'The subscription delivers nothing, although the log and its category have moved on';
  }

  async #isCategoryWhole(): Promise<boolean> {
    const { head, category } = await this.#ends();
    return category?.eventId === head?.eventId;
  }

  async #ends(): Promise<{ head: LogEntry | undefined; category: LogEntry | undefined }> {
    const { logReader } = this.#parts;
    const [head, category] = await Promise.all([logReader.readLastEntry(), logReader.readLastOfCategory()]);
    return { head, category };
  }
}

function placeOf(entry: LogEntry | undefined): string {
  return entry === undefined ? 'nothing' : `revision ${entry.revision} of ${entry.stream}`;
}

function isBehind(status: ProjectionStatus | undefined, head: LogEntry): boolean {
  if (status?.failure !== undefined) return false;
  const projected = status?.projected ?? NO_REVISION;
  return projected < head.revision || (projected === head.revision && status?.lastEventId !== head.eventId);
}
