'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemOf } from '../api-client/problem-error.ts';
import { Section } from '../components/ui/card.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';

interface ListedWorkProps<Answer> {
  readonly title: string;
  readonly description: string;
  readonly query: Pick<UseQueryResult<Answer>, 'data' | 'isError' | 'error' | 'refetch'>;
  /** What stands there when it is empty: the good news. */
  readonly empty: { readonly title: string; readonly words: string };
  readonly isEmpty: (answer: Answer) => boolean;
  readonly children: (answer: Answer) => ReactNode;
}

/** A section with a list of what waits for somebody, in each of its states: loading, failed, empty, full. */
export function ListedWork<Answer>({
  title,
  description,
  query: { data, isError, error, refetch },
  empty,
  isEmpty,
  children,
}: ListedWorkProps<Answer>) {
  return (
    <Section title={title} description={description} className="mt-(--between)">
      {data === undefined ? (
        isError ? (
          <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label="Loading" className="p-5">
            <Skeleton className="h-8 w-full" />
          </div>
        )
      ) : isEmpty(data) ? (
        <EmptyNotice icon={<CircleCheck aria-hidden />} title={empty.title} isGoodNews>
          <p>{empty.words}</p>
        </EmptyNotice>
      ) : (
        children(data)
      )}
    </Section>
  );
}
