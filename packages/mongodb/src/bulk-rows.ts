import type { BulkItem, BulkJob } from '@tools-provider/event-sourcing';
import type { BulkItemRow, BulkJobRow } from './collections.ts';

/** A job as it is stored; the driver would store `undefined` as null. */
export function bulkJobRow({ id, traceparent, startedAt: _, endedAt: __, ...job }: BulkJob): BulkJobRow {
  const row = { _id: id, ...job, isOpen: true, ...(traceparent === undefined ? {} : { traceparent }) };
  return row as BulkJobRow;
}

/** A job as its readers know it; `undefined` when there is none. */
export function bulkJobOf(row: BulkJobRow | null): BulkJob | undefined {
  if (row === null) return undefined;
  const { _id, isOpen: _, traceparent, startedAt, endedAt, ...job } = row;
  return { id: _id, ...job, traceparent, startedAt, endedAt };
}

/** An item, before anything became of it. */
export function bulkItemRow(job: string, target: string, index: number): BulkItemRow {
  return { _id: `${job}/${index}`, job, target, index, outcome: 'waiting' };
}

/** An item as its readers know it. */
export function bulkItemOf({ _id: _, job: __, ...item }: BulkItemRow): BulkItem {
  return item;
}
