import type { Job, JobItem } from '@tools-provider/contracts';
import type { BulkJob } from '@tools-provider/event-sourcing';
import type { NamedItem } from './job-desk.ts';

/** A job as JSON tells it. */
export function jobAnswer(job: BulkJob): Job {
  const { action, ...wish } = job.wish as { action: string } & Record<string, unknown>;
  const { 'not-found': notFound, ...counts } = job.counts;
  const { id, requestedBy, requestedAt, state, isCancelRequested, total, startedAt, endedAt } = job;
  return {
    id,
    action,
    wish,
    requestedBy: { id: requestedBy.id, name: requestedBy.name },
    requestedAt,
    state,
    isCancelRequested,
    total,
    counts: { ...counts, notFound },
    etaSeconds: etaSecondsOf(job),
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null,
  };
}

/** An item as JSON tells it. */
export function itemAnswer({ target, name, outcome, revision, note, code, reason }: NamedItem): JobItem {
  return {
    id: target,
    name,
    outcome,
    revision: revision ?? null,
    note: (note as JobItem['note'] | undefined) ?? null,
    code: code ?? null,
    reason: reason ?? null,
  };
}

/** At the rate from its start to its last change, so that it changes when the job does and not in between. */
function etaSecondsOf({ state, total, counts, startedAt, updatedAt }: BulkJob): number | null {
  if (state !== 'running' || startedAt === undefined) return null;
  const seconds = (Date.parse(updatedAt) - Date.parse(startedAt)) / 1_000;
  const through = total - counts.waiting;
  if (through === 0 || seconds <= 0) return null;
  return Math.ceil((counts.waiting * seconds) / through);
}
