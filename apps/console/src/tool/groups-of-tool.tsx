'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Boxes, Check, X } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Section } from '../components/ui/card.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { ActivePill } from '../tool-group/active-pill.tsx';
import { groupReason } from './group-reason.ts';
import { type GroupOfTool, groupsOfToolQuery } from './queries.ts';

/** The groups whose definitions are about a tool, and why each has it or has it not. They follow live. */
export function GroupsOfTool({ id }: { id: string }) {
  const list = useInfiniteQuery(groupsOfToolQuery(browserApi, id));
  const more = useMorePages(list);
  const groups = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Tool groups" description="Those that select or name it, and what comes of that.">
      {list.isPending && (
        <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-4 sm:px-5">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-3 w-72 max-w-full" />
        </div>
      )}
      {list.isError && list.data === undefined && (
        <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && groups.length === 0 && (
        <EmptyNotice icon={<Boxes aria-hidden />} title="In no tool group">
          <p>No group selects it by a rule or names it. Agents that work with groups do not see it.</p>
        </EmptyNotice>
      )}
      {groups.length > 0 && (
        <>
          <ul aria-label="Tool groups" className="divide-y">
            {groups.map((group) => (
              <GroupItem key={group.toolGroupId} group={group} />
            ))}
          </ul>
          {(list.hasNextPage || groups.length > 10) && (
            <LoadMore
              shown={shownWords('group', groups.length, 0, list.hasNextPage)}
              hasMore={list.hasNextPage}
              isLoading={more.isLoading}
              onMore={more.readMore}
            />
          )}
        </>
      )}
    </Section>
  );
}

function GroupItem({ group }: { group: GroupOfTool }) {
  return (
    <li className="flex flex-col gap-1.5 px-4 py-(--row-y) sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Link
          href={`/tool-groups/${group.toolGroupId}`}
          className="min-w-0 flex-1 truncate text-sm leading-6 font-medium hover:text-accent-text hover:underline"
        >
          {group.name}
        </Link>
        <Pill tone={group.isResolved ? 'ok' : 'plain'}>
          {group.isResolved ? <Check aria-hidden /> : <X aria-hidden />}
          {group.isResolved ? 'In the group' : 'Kept out'}
        </Pill>
        <ActivePill isActive={group.isActive} />
      </div>
      <ul aria-label={`Why, ${group.name}`} className="text-[0.8125rem] text-muted">
        {group.reasons.map((reason) => {
          const { isFor, text } = groupReason(reason);
          return (
            <li key={JSON.stringify(reason)} className="flex gap-1.5 break-words">
              <span aria-hidden className={isFor ? 'text-ok' : 'text-bad'}>
                {isFor ? '+' : '−'}
              </span>
              <span className="sr-only">{isFor ? 'For it:' : 'Against it:'}</span>
              <span className="min-w-0">{text}</span>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
