'use client';

import type { Job } from '@tools-provider/contracts';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Moment } from '../time/moment.tsx';
import { JobBar } from './job-bar.tsx';
import { JobStatePill } from './job-state-pill.tsx';
import { isOver } from './queries.ts';
import { countsWords, jobWords } from './words.ts';

/** The columns of the list of jobs. */
export const jobColumns: Columns<Job> = [
  {
    id: 'what',
    header: 'What',
    meta: { isRowHeader: true, className: rowHeader },
    cell: ({ row: { original: job } }) => (
      <div className="min-w-0">
        <Link
          href={`/jobs/${job.id}`}
          prefetch={false}
          className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
        >
          {jobWords(job)}
        </Link>
        {isOver(job) ? (
          <p className="truncate text-[0.8125rem] text-muted">{countsWords(job)}</p>
        ) : (
          <div className="max-w-sm py-1">
            <JobBar job={job} />
          </div>
        )}
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    meta: { className: 'whitespace-nowrap' },
    cell: ({ row: { original } }) => <JobStatePill job={original} />,
  },
  {
    id: 'requestedBy',
    header: 'Asked by',
    meta: { className: 'hidden whitespace-nowrap lg:table-cell' },
    cell: ({ row: { original } }) => original.requestedBy.name,
  },
  {
    id: 'requestedAt',
    header: 'Asked',
    meta: { className: 'whitespace-nowrap text-muted' },
    cell: ({ row: { original } }) => <Moment at={original.requestedAt} />,
  },
];
