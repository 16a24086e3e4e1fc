'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { reasonOfFailure } from '../consistency/badge-words.ts';
import { consistencyReportQuery } from '../consistency/queries.ts';
import { historyQuery, traceQuery } from '../history/queries.ts';
import { duration } from '../time/duration.ts';
import { counted } from '../time/numbers.ts';
import { medianMs, receiptLines } from './receipt-lines.ts';
import { ReceiptRow } from './receipt-row.tsx';
import { useLateTraces } from './use-late-traces.ts';

/** Of as many events the worker's notes are kept. */
const NOTED = 20;

/** The way of the newest events of one aggregate: stored in the log, projected for readers, emitted into the feed, each with its time. */
export function ConsistencyReceipt({ aggregate, id }: { aggregate: AggregateName; id: string }) {
  const history = useInfiniteQuery(historyQuery(browserApi, aggregate, id));
  const trace = useQuery(traceQuery(browserApi, aggregate, id));
  const report = useQuery(consistencyReportQuery(browserApi, aggregate, id));
  const entries = history.data?.pages.flatMap((page) => page.items).slice(0, NOTED);
  const lines = receiptLines(entries ?? [], trace.data?.items ?? [], report.data);
  useLateTraces(trace, lines);
  if (entries === undefined) {
    if (!history.isError) return <ReceiptSkeleton />;
    return <ProblemNotice problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  }
  const median = medianMs(lines);
  const failure = report.data?.failure;
  return (
    <>
      <p className="border-b px-4 py-3 text-[0.8125rem] text-muted sm:px-5">
        {median === null
          ? 'The times of these events are not known.'
          : `From stored to emitted, half of ${counted(lines.length, 'event')} took ${duration(median)} or less.`}
        {report.isError && ' How far both stores are cannot be asked right now.'}
      </p>
      {failure !== undefined && failure !== null && (
        <p role="note" className="border-b bg-bad-soft px-4 py-3 text-sm break-words text-bad sm:px-5">
          Set aside at v{failure.revision} after {counted(failure.attempts, 'attempt')}:{' '}
          {reasonOfFailure(failure.reason)}
        </p>
      )}
      <ol aria-label="Events, newest first" className="divide-y">
        {lines.map((line) => (
          <ReceiptRow key={line.eventId} line={line} subject={id} skips={report.data?.skipped ?? []} />
        ))}
      </ol>
      {history.hasNextPage && (
        <p className="border-t px-4 py-3 text-[0.8125rem] text-muted sm:px-5">
          The times of the last {NOTED} events are kept. The history has all of them.
        </p>
      )}
    </>
  );
}

function ReceiptSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="divide-y">
      {['first', 'second', 'third'].map((row) => (
        <div key={row} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
          <Skeleton className="h-4 w-52" />
          <Skeleton className="h-8 w-full max-w-xl" />
        </div>
      ))}
    </div>
  );
}
