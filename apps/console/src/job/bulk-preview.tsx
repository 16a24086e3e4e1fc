'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { JobPreview } from '@tools-provider/contracts';
import { problemOf } from '../api-client/problem-error.ts';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { counted } from '../time/numbers.ts';
import { expectedWords } from './words.ts';

/** How many are named. */
const NAMED = 6;

interface BulkPreviewProps {
  readonly preview: UseQueryResult<JobPreview>;
  readonly one: string;
}

/** How many things a job would be about, and the first of them. */
export function BulkPreview({ preview, one }: BulkPreviewProps) {
  if (preview.isPending || preview.isFetching) {
    return (
      <div role="status" aria-label="Loading" className="flex flex-col gap-2 rounded-lg border p-3.5">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-3 w-56" />
        <Skeleton className="h-3 w-48" />
      </div>
    );
  }
  if (preview.data === undefined) {
    return <ProblemNotice problem={problemOf(preview.error)} onRetry={() => void preview.refetch()} />;
  }
  const { total, sample, expected } = preview.data;
  const named = sample.slice(0, NAMED);
  const rest = total - named.length;
  return (
    <section aria-label="What it is about" className="rounded-lg border">
      <div className="border-b px-3.5 py-2">
        <h3 className="text-sm font-medium">{counted(total, one)}</h3>
        {expected !== null && total > 0 && (
          <p className="text-[0.8125rem] text-muted">{expectedWords(expected)}</p>
        )}
      </div>
      {total === 0 ? (
        <p className="px-3.5 py-2 text-sm text-muted">Nothing matches any more.</p>
      ) : (
        <ul className="px-3.5 py-2 text-[0.8125rem] text-muted">
          {named.map(({ id, name }) => (
            <li key={id} className="truncate leading-6">
              {name ?? <code className="font-mono text-xs">{id}</code>}
            </li>
          ))}
          {rest > 0 && <li className="leading-6">and {counted(rest, 'other')}</li>}
        </ul>
      )}
    </section>
  );
}
