'use client';

import { useQuery } from '@tanstack/react-query';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card, Section } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { TableSkeleton } from '../components/ui/table-skeleton.tsx';
import { Moment } from '../time/moment.tsx';
import { CancelJob } from './cancel-job.tsx';
import { FollowUps } from './follow-ups.tsx';
import { JobBar } from './job-bar.tsx';
import { JobItems } from './job-items.tsx';
import { JobStatePill } from './job-state-pill.tsx';
import { isOver, jobQuery } from './queries.ts';
import { countsWords, jobWords, wishWords } from './words.ts';

/** One job: what was asked, how it gets on, and what became of each item. */
export function JobPage({ id }: { id: string }) {
  const read = useQuery(jobQuery(browserApi, id));
  const job = read.data;
  if (job === undefined) {
    return (
      <>
        <BackLink href="/jobs">Jobs</BackLink>
        <PageHeading title="Job" />
        <Card className="overflow-hidden">
          {read.isPending ? (
            <TableSkeleton />
          ) : (
            <ProblemNotice problem={problemOf(read.error)} onRetry={() => void read.refetch()} />
          )}
        </Card>
      </>
    );
  }
  const wish = wishWords(job);
  return (
    <>
      <BackLink href="/jobs">Jobs</BackLink>
      <PageHeading
        title={jobWords(job)}
        description={
          <>
            Asked by {job.requestedBy.name}, <Moment at={job.requestedAt} />
            {wish !== null && <span className="block break-words">{wish}</span>}
          </>
        }
      >
        <JobStatePill job={job} />
        {isOver(job) ? <FollowUps job={job} /> : <CancelJob job={job} />}
      </PageHeading>
      <Section title="Progress" className="mb-(--between)">
        <div className="flex flex-col gap-2 px-4 py-4 sm:px-5">
          <JobBar job={job} />
          <p role="status" className="text-sm text-muted">
            {isOver(job) ? `${countsWords(job)}.` : 'It goes on when you leave this page.'}
            {isOver(job) && job.endedAt !== null && (
              <>
                {' '}
                Over <Moment at={job.endedAt} />.
              </>
            )}
          </p>
        </div>
      </Section>
      <JobItems job={job} />
    </>
  );
}
