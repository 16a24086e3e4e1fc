'use client';

import type { ConsistencyReport } from '@tools-provider/contracts';
import type { Route } from 'next';
import Link from 'next/link';
import { Pill } from '../components/ui/pill.tsx';
import { eventTitle } from '../history/event-titles.ts';
import { Moment } from '../time/moment.tsx';
import { count } from '../time/numbers.ts';
import type { ReceiptLine } from './receipt-lines.ts';
import { StageMark } from './stage-mark.tsx';

interface ReceiptRowProps {
  readonly line: ReceiptLine;
  readonly subject: string;
  readonly skips: ConsistencyReport['skipped'];
}

/** One event of a receipt. */
export function ReceiptRow({ line, subject, skips }: ReceiptRowProps) {
  const { revision, type, eventId, storedAt, projected, emitted, sequence, workerId } = line;
  const skip = skips.find((one) => one.eventId === eventId);
  return (
    <li className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="text-sm font-semibold">{eventTitle(type)}</h3>
        <Pill className="tabular-nums">v{revision}</Pill>
        <span className="text-[0.8125rem] text-muted">
          <Moment at={storedAt} />
        </span>
      </div>
      <div className="mt-3 grid gap-1.5 sm:grid-cols-3 sm:gap-3">
        <StageMark name="Stored" stage={{ kind: 'stored', at: storedAt }} />
        <StageMark name="Projected" stage={projected}>
          {skip !== undefined && (
            <span className="break-words text-muted">
              by {skip.skippedBy}: {skip.note}
            </span>
          )}
        </StageMark>
        <StageMark name="Emitted" stage={emitted}>
          {sequence !== null && (
            <Link
              href={`/feed?subject=${encodeURIComponent(subject)}` as Route}
              prefetch={false}
              className="font-medium text-accent-text underline underline-offset-2"
            >
              {`No. ${count(sequence)} in the feed`}
            </Link>
          )}
        </StageMark>
      </div>
      <p className="mt-2.5 font-mono text-xs break-all text-muted">
        {type} · {eventId}
        {workerId !== null && <span title={workerId}> · worker {workerId.slice(0, 8)}</span>}
      </p>
    </li>
  );
}
