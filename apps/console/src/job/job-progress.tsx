'use client';

import { useQuery } from '@tanstack/react-query';
import type { Job } from '@tools-provider/contracts';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { CancelJob } from './cancel-job.tsx';
import { JobBar } from './job-bar.tsx';
import { JobTroubles } from './job-troubles.tsx';
import { isOver, jobQuery } from './queries.ts';
import { countsWords, jobWords, troubles } from './words.ts';

interface JobProgressProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** How a job gets on, where it was asked for, and what went wrong with it. */
export function JobProgress({ id, onClose }: JobProgressProps) {
  const read = useQuery(jobQuery(browserApi, id));
  const job = read.data;
  if (job === undefined) {
    return <ProblemNotice problem={problemOf(read.error)} onRetry={() => void read.refetch()} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm font-medium">{jobWords(job)}</p>
      <JobBar job={job} />
      <p role="status" className="text-sm text-muted">
        {endWords(job)}
      </p>
      {troubles(job) > 0 && <JobTroubles job={job} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Link href={`/jobs/${id}`} className={buttonVariants()}>
          Open the job
        </Link>
        {!isOver(job) && <CancelJob job={job} />}
        <Button variant="primary" onClick={onClose}>
          {isOver(job) ? 'Close' : 'Go on working'}
        </Button>
      </div>
    </div>
  );
}

function endWords(job: Job): string {
  if (job.state === 'queued') return 'It waits for its turn.';
  if (job.state === 'running') return 'It goes on when this is closed.';
  const counts = countsWords(job);
  return job.state === 'cancelled' ? `Cancelled: ${counts}.` : `${counts}.`;
}
