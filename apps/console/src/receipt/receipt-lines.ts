import type { ConsistencyReport, EventTrace, HistoryEntry } from '@tools-provider/contracts';

/**
 * How far an event came at one point of the pipeline: `done` with the time, and how long after it was stored · `untimed` done, and the time
 * is not kept (any more) · `waiting` not yet · `failed` it could not be projected · `held` it waits behind one that could not ·
 * `skipped` an admin had it left out · `unknown` nobody can say.
 */
export type Stage =
  | { readonly kind: 'done'; readonly at: string; readonly afterMs: number }
  | { readonly kind: 'untimed' | 'waiting' | 'failed' | 'held' | 'skipped' | 'unknown' };

/** The way of one event through the pipeline. */
export interface ReceiptLine {
  readonly revision: number;
  readonly type: string;
  readonly eventId: string;
  /** When the log took it; when its command was decided, where that is not kept any more. */
  readonly storedAt: string;
  readonly projected: Stage;
  readonly emitted: Stage;
  /** Its number in the feed, where that is known. */
  readonly sequence: number | null;
  readonly workerId: string | null;
}

const state = (kind: Exclude<Stage['kind'], 'done'>): Stage => ({ kind });

/**
 * The way of each event, newest first, put together from the log's history, the worker's notes and the report of both stores. Nothing is said
 * to be done that none of them says.
 */
export function receiptLines(
  entries: readonly HistoryEntry[],
  traces: readonly EventTrace[],
  report: ConsistencyReport | undefined,
): readonly ReceiptLine[] {
  const traceOf = new Map(traces.map((trace) => [trace.eventId, trace]));
  return entries.map((entry) => {
    const { revision, type, eventId, occurredAt } = entry;
    const trace = traceOf.get(eventId);
    const storedAt = trace?.appendedAt ?? occurredAt;
    const [projected, emitted] = stagesOf(entry, trace, report);
    return {
      revision,
      type,
      eventId,
      storedAt,
      projected,
      emitted,
      sequence: trace?.sequence ?? null,
      workerId: trace?.workerId ?? null,
    };
  });
}

function stagesOf(
  { revision, eventId }: HistoryEntry,
  trace: EventTrace | undefined,
  report: ConsistencyReport | undefined,
): readonly [Stage, Stage] {
  const skipped = report?.skipped.some((skip) => skip.eventId === eventId) ?? false;
  if (trace !== undefined) {
    const emitted = timed(trace.appendedAt, trace.emittedAt);
    return [skipped ? state('skipped') : timed(trace.appendedAt, trace.projectedAt), emitted];
  }
  // Which of these events were projected from a log that is another now, nobody knows.
  if (report === undefined || report.status === 'diverged') return [state('unknown'), state('unknown')];
  const { projectedRevision, failure } = report;
  if (skipped) return [state('skipped'), state('untimed')];
  if (revision <= (projectedRevision ?? -1)) return [state('untimed'), state('untimed')];
  if (failure === null) return [state('waiting'), state('waiting')];
  return revision === failure.revision ? [state('failed'), state('held')] : [state('held'), state('held')];
}

function timed(from: string, at: string): Stage {
  // Two machines may write the two times.
  return { kind: 'done', at, afterMs: Math.max(0, Date.parse(at) - Date.parse(from)) };
}

/** Half of these events took less from being stored to being emitted, in milliseconds; null when no time is known. */
export function medianMs(lines: readonly ReceiptLine[]): number | null {
  const sorted = lines
    .flatMap(({ emitted }) => (emitted.kind === 'done' ? [emitted.afterMs] : []))
    .sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
