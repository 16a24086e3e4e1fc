'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Job, JobItem } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { jobItemsQuery } from './queries.ts';
import { outcomes } from './words.ts';

interface JobTroublesProps {
  readonly job: Job;
}

/** The items that a job did not do what was wished to, each with the reason. */
export function JobTroubles({ job }: JobTroublesProps) {
  return (
    <ul aria-label="What went wrong" className="divide-y rounded-lg border text-sm">
      {outcomes
        .filter(({ outcome, count }) => isTrouble(outcome) && job.counts[count] > 0)
        .map(({ outcome, count }) => (
          // The number is in the key, so that more of them are read.
          <Items key={`${outcome} ${job.counts[count]}`} id={job.id} outcome={outcome} />
        ))}
    </ul>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly outcome: JobItem['outcome'];
}

function Items({ id, outcome }: ItemsProps) {
  const read = useInfiniteQuery({ ...jobItemsQuery(browserApi, id, outcome), refetchOnMount: 'always' });
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  return items.map((item) => (
    <li key={item.id} className="px-3.5 py-2">
      <p className="truncate font-medium">
        {item.name ?? <code className="font-mono text-xs">{item.id}</code>}
      </p>
      <p className="text-[0.8125rem] text-muted">{item.reason ?? 'There is none any more.'}</p>
    </li>
  ));
}

function isTrouble(outcome: JobItem['outcome']): boolean {
  return outcome === 'refused' || outcome === 'not-found' || outcome === 'failed';
}
