'use client';

import { useQuery } from '@tanstack/react-query';
import type { ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import { ChevronLeft, ChevronRight, Clock3 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card, Section } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { actorName } from '../history/commands-of-history.ts';
import { useKnownRevision } from '../live/live-provider.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { Moment } from '../time/moment.tsx';
import { ActivePill } from './active-pill.tsx';
import { definitionOf, differenceWords } from './definition.ts';
import { DifferenceList } from './difference-list.tsx';
import { ExcludedTools } from './excluded-tools.tsx';
import { ExplicitTools } from './explicit-tools.tsx';
import { GroupSkeleton } from './group-skeleton.tsx';
import { groupHref } from './hrefs.ts';
import { pastToolGroupQuery, toolGroupQuery } from './queries.ts';
import { RestoreDefinition } from './restore-dialog.tsx';
import { Selectors } from './selectors.tsx';

/** A tool group as it was at a revision: to look at, and to restore. */
export function PastGroup({ id, revision }: { id: string; revision: number }) {
  const past = useQuery(pastToolGroupQuery(browserApi, id, revision));
  const now = useQuery(toolGroupQuery(browserApi, id));
  const known = useKnownRevision('tool-group', id)?.head ?? now.data?.revision ?? null;
  if (past.data !== undefined) return <Past past={past.data} now={now.data} head={known} />;
  if (!past.isError) return <GroupSkeleton />;
  return (
    <>
      <PageHeading title={`Tool group at v${revision}`} />
      <PastBar id={id} revision={revision} head={known} />
      <Card>
        <ProblemNotice problem={problemOf(past.error)} onRetry={() => void past.refetch()} />
      </Card>
    </>
  );
}

interface PastProps {
  readonly past: WrittenToolGroup;
  readonly now: ToolGroup | undefined;
  readonly head: number | null;
}

function Past({ past, now, head }: PastProps) {
  const router = useRouter();
  const canCurate = mayCurate(useMe());
  const since = now === undefined ? [] : differenceWords(definitionOf(past), definitionOf(now));
  return (
    <>
      <PageHeading title={past.name} description={past.description === '' ? undefined : past.description} />
      <PastBar id={past.id} revision={past.revision} head={head} past={past}>
        {canCurate && now !== undefined && since.length > 0 && (
          <RestoreDefinition past={past} now={now} onRestored={() => router.push(groupHref(past.id))} />
        )}
      </PastBar>
      <div className="mb-(--between) flex flex-wrap items-center gap-2">
        <Pill tone="odd">v{past.revision} · the past</Pill>
        <ActivePill isActive={past.isActive} />
        {past.requiresApproval && <Pill tone="hollow">Needs approval</Pill>}
        {!past.isActive && past.deactivationReason !== null && (
          <p className="text-[0.8125rem] text-muted">because: {past.deactivationReason}</p>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-(--between)">
        {now !== undefined && (
          <Section
            title="Changed since"
            description={`The definition then, and as it is shown now at v${now.revision}.`}
          >
            <div className="px-4 py-4 text-sm sm:px-5">
              {since.length === 0 ? (
                <p className="text-muted">Nothing: the definition is the same now.</p>
              ) : (
                <DifferenceList label="Changed since" changes={since} />
              )}
            </div>
          </Section>
        )}
        <Selectors group={past} />
        <ExplicitTools group={past} />
        <ExcludedTools group={past} />
      </div>
    </>
  );
}

interface PastBarProps {
  readonly id: string;
  readonly revision: number;
  readonly head: number | null;
  readonly past?: WrittenToolGroup;
  readonly children?: React.ReactNode;
}

/** Says that this is the past, and leads through it and back. */
function PastBar({ id, revision, head, past, children }: PastBarProps) {
  const step = buttonVariants({ size: 'small' });
  return (
    <section
      aria-label="The past"
      className="mb-(--between) flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-odd-border bg-odd-soft px-4 py-3 text-sm print:hidden"
    >
      <p className="flex min-w-0 flex-1 basis-64 gap-2 break-words">
        <Clock3 aria-hidden className="mt-0.5 size-4 shrink-0 text-odd" />
        <span className="min-w-0">
          <span className="font-medium">You are looking at the past: v{revision}</span>
          {past !== undefined && <>, as {actorName(past.updatedBy)} left it </>}
          {/* A line of its own: how long it is changes when the browser says how long ago that was. */}
          <span className="block">
            {past !== undefined && (
              <>
                <Moment at={past.updatedAt} />.{' '}
              </>
            )}
            {head !== null && head > revision && <span className="text-muted">It is at v{head} now.</span>}
          </span>
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        {children}
        {revision > 0 && (
          <Link href={groupHref(id, revision - 1)} prefetch={false} replace className={step}>
            <ChevronLeft aria-hidden />v{revision - 1}
          </Link>
        )}
        {head !== null && revision < head && (
          <Link href={groupHref(id, revision + 1)} prefetch={false} replace className={step}>
            v{revision + 1}
            <ChevronRight aria-hidden />
          </Link>
        )}
        <Link href={groupHref(id)} className={step}>
          Back to now
        </Link>
      </div>
    </section>
  );
}
