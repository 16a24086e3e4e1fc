'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page, Task, ToolGroup } from '@tools-provider/contracts';
import { Boxes, ListChecks } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Section } from '../components/ui/card.tsx';
import { FigureCard } from '../components/ui/figure-card.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { usePipeline } from '../pipeline/use-pipeline.ts';
import { useMe } from '../session/me.tsx';
import { isOpen } from '../task/status.ts';
import { StatusPill } from '../task/status-pill.tsx';
import { Moment } from '../time/moment.tsx';
import { count } from '../time/numbers.ts';
import { ActivePill } from '../tool-group/active-pill.tsx';
import { ApprovalPill } from '../tool-group/approval-pill.tsx';
import { Flow } from './flow.tsx';
import { overviewGroupsQuery, overviewTasksQuery } from './queries.ts';

const RECENT = 6;

/** What there is, and how it is. */
export function Overview() {
  const me = useMe();
  const groups = useInfiniteQuery(overviewGroupsQuery(browserApi));
  const tasks = useInfiniteQuery(overviewTasksQuery(browserApi));
  const { data: pipeline, lagMs } = usePipeline();
  const allGroups = groups.data?.pages[0];
  const allTasks = tasks.data?.pages[0];
  const mine = allTasks?.items.filter((task) => task.assigneeId === me.id && isOpen(task)).length;
  return (
    <>
      <PageHeading
        title="Overview"
        description="Which tools agents may use, what is to be done, and how fresh all of it is."
      />
      <dl className="mb-(--between) grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        <FigureCard name="Tool groups" value={total(allGroups)} note={`${activeCount(allGroups)} active`} />
        <FigureCard
          name="Open tasks"
          value={allTasks === undefined ? '–' : count(allTasks.items.filter(isOpen).length)}
          note={mine === undefined || mine === 0 ? 'none of them yours' : `${count(mine)} yours`}
        />
        <FigureCard
          name="Waiting events"
          value={pipeline === undefined || pipeline.lagEvents === null ? '–' : count(pipeline.lagEvents)}
          note={pipeline?.lagEvents === 0 ? 'the read model is up to date' : 'saved, not shown yet'}
        />
        <FigureCard
          name="Quarantined"
          value={pipeline === undefined || pipeline.quarantined === null ? '–' : count(pipeline.quarantined)}
          note="aggregates set aside"
        />
      </dl>
      <Flow pipeline={pipeline} lagMs={lagMs} />
      <div className="mt-(--between) grid grid-cols-1 items-start gap-(--between) lg:grid-cols-2">
        <Recent
          title="Recently changed groups"
          href="/tool-groups"
          query={groups}
          icon={<Boxes aria-hidden />}
        >
          {(group: ToolGroup) => (
            <RecentItem
              key={group.id}
              href={`/tool-groups/${group.id}` as Route}
              name={group.name}
              at={group.updatedAt}
              by={group.updatedBy}
              state={
                <>
                  <ActivePill isActive={group.isActive} />
                  <ApprovalPill group={group} />
                </>
              }
              badge={<ConsistencyBadge aggregate="tool-group" id={group.id} document={group} />}
            />
          )}
        </Recent>
        <Recent title="Recently changed tasks" href="/tasks" query={tasks} icon={<ListChecks aria-hidden />}>
          {(task: Task) => (
            <RecentItem
              key={task.id}
              href={`/tasks?task=${task.id}`}
              name={task.title}
              at={task.updatedAt}
              by={task.updatedBy}
              state={<StatusPill status={task.status} />}
              badge={<ConsistencyBadge aggregate="task" id={task.id} document={task} />}
            />
          )}
        </Recent>
      </div>
    </>
  );
}

interface RecentProps<Item> {
  readonly title: string;
  readonly href: Route;
  readonly icon: ReactNode;
  readonly query: {
    readonly data: { readonly pages: readonly Page<Item>[] } | undefined;
    readonly error: unknown;
    refetch(): unknown;
  };
  readonly children: (item: Item) => ReactNode;
}

function Recent<Item>({ title, href, icon, query, children }: RecentProps<Item>) {
  const items = query.data?.pages[0]?.items.slice(0, RECENT);
  return (
    <Section
      title={title}
      action={
        <Link href={href} className="text-[0.8125rem] font-medium text-accent-text hover:underline">
          Show all
        </Link>
      }
    >
      {items === undefined ? (
        query.error ? (
          <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <div role="status" aria-label="Loading" className="flex flex-col gap-5 p-5">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
          </div>
        )
      ) : items.length === 0 ? (
        <EmptyNotice icon={icon} title="Nothing yet">
          <p>What is created appears here.</p>
        </EmptyNotice>
      ) : (
        <ul aria-label={title} className="divide-y">
          {items.map(children)}
        </ul>
      )}
    </Section>
  );
}

interface RecentItemProps {
  readonly href: Route;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  readonly state: ReactNode;
  readonly badge: ReactNode;
}

function RecentItem({ href, name, at, by, state, badge }: RecentItemProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 px-4 py-(--row-y) sm:px-5">
      <div className="min-w-0 flex-1 basis-40">
        <Link
          href={href}
          prefetch={false}
          className="block truncate text-sm leading-6 font-medium hover:text-accent-text hover:underline"
        >
          {name}
        </Link>
        <p className="text-xs text-muted">
          <Moment at={at} /> by {by}
        </p>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        {state}
        {badge}
      </div>
    </li>
  );
}

function total(page: Page<unknown> | undefined): string {
  if (page === undefined) return '–';
  return page.next === undefined ? count(page.items.length) : `${count(page.items.length)}+`;
}

function activeCount(page: Page<ToolGroup> | undefined): string {
  return page === undefined ? '–' : count(page.items.filter(({ isActive }) => isActive).length);
}
