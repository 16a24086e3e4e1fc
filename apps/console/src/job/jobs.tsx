'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { mayAdminister, mayCurate } from '../session/permissions.ts';
import { counted } from '../time/numbers.ts';
import { jobColumns } from './job-columns.tsx';
import { jobsQuery } from './queries.ts';

/** What was asked to be done to many things at once, the newest first. */
export function Jobs() {
  const me = useMe();
  const isAdmin = mayAdminister(me);
  const canAsk = mayCurate(me);
  const list = useInfiniteQuery(jobsQuery(browserApi));
  const more = useMorePages(list);
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeading
        title="Jobs"
        description={
          isAdmin
            ? 'What everybody had done to many things at once. They are kept for 30 days.'
            : 'What you had done to many things at once. They are kept for 30 days.'
        }
      />
      <Card className="overflow-hidden">
        <ListStates
          list={list}
          isEmpty={jobs.length === 0}
          empty={
            <EmptyNotice icon={<Layers aria-hidden />} title="No jobs yet">
              <p>
                {canAsk
                  ? 'Select rows of a list, such as the tool groups, and choose what is to be done with them: it becomes a job, which goes on when you leave the page.'
                  : 'Operators have things done to many tool groups, tasks or tools at once; each sees their own jobs here.'}
              </p>
              <Link href="/tool-groups" className={buttonVariants()}>
                Go to the tool groups
              </Link>
            </EmptyNotice>
          }
        >
          <DataTable
            caption="Jobs"
            columns={jobColumns}
            rows={jobs}
            rowId={({ id }) => id}
            sort=""
            onSort={() => undefined}
            total={list.hasNextPage ? null : jobs.length}
          />
          <LoadMore
            shown={
              list.hasNextPage ? `The newest ${counted(jobs.length, 'job')}` : counted(jobs.length, 'job')
            }
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
    </>
  );
}
