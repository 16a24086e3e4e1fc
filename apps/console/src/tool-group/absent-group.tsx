'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleSlash2, Hourglass, OctagonAlert, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card, Section } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { consistencyReportQuery } from '../consistency/queries.ts';
import { AggregateHistory } from '../history/aggregate-history.tsx';
import { useCreatedHere, useKnownRevision } from '../live/live-provider.tsx';
import { groupHref } from './hrefs.ts';

/** A group that is written and that the read model does not have yet. The page follows by itself. */
export function GroupNotShownYet({ id }: { id: string }) {
  const written = useCreatedHere('tool-group').find((group) => group.id === id);
  const known = useKnownRevision('tool-group', id);
  const revision = known?.head ?? written?.revision;
  const failure = useQuery(consistencyReportQuery(browserApi, 'tool-group', id)).data?.failure ?? null;
  if (failure !== null) return <GroupNeverShown id={id} name={written?.name} reason={failure.reason} />;
  return (
    <>
      <PageHeading title={written?.name ?? 'A new tool group'} />
      <Card>
        <EmptyNotice icon={<Hourglass aria-hidden />} title="Saved, and not shown yet">
          <p>
            The group is safely written. The read model has not taken it up yet; as soon as it has, the group
            appears here by itself.
          </p>
          {revision !== undefined && (
            <ConsistencyBadge aggregate="tool-group" id={id} writtenRevision={revision} />
          )}
        </EmptyNotice>
      </Card>
    </>
  );
}

interface NeverShownProps {
  readonly id: string;
  readonly name?: string | undefined;
  readonly reason: string;
}

function GroupNeverShown({ id, name = 'A tool group', reason }: NeverShownProps) {
  return (
    <>
      <PageHeading title={name} />
      <Card>
        <EmptyNotice icon={<OctagonAlert aria-hidden />} title="Saved, and set aside">
          <p>
            The group is safely written, but one of its events cannot be projected, so there is nothing to
            show: {reason}
          </p>
          <Link href="/pipeline" className={buttonVariants()}>
            Go to the pipeline
          </Link>
        </EmptyNotice>
      </Card>
      <LoggedHistory id={id} />
    </>
  );
}

/** A group that is written and is not among what is shown: its creation was left out, or its document is gone. `reason` is the api's word. */
export function GroupLeftOut({ id, reason }: { id: string; reason: string }) {
  return (
    <>
      <PageHeading title="Tool group" />
      <Card>
        <EmptyNotice icon={<CircleSlash2 aria-hidden />} title="Saved, and left out">
          <p className="break-words">{reason}</p>
          <p>The log has all of it, and the feed, too. It selects no tools meanwhile.</p>
        </EmptyNotice>
      </Card>
      <LoggedHistory id={id} />
    </>
  );
}

/** A group that was deleted; its past can still be looked at. */
export function GroupDeleted({ id }: { id: string }) {
  return (
    <>
      <PageHeading title="Tool group" />
      <Card>
        <EmptyNotice icon={<Trash2 aria-hidden />} title="This tool group was deleted">
          <p>Its history stays in the log and in the feed; it selects no tools any more.</p>
          <Link href="/tool-groups" className={buttonVariants()}>
            Go to the tool groups
          </Link>
        </EmptyNotice>
      </Card>
      <LoggedHistory id={id} />
    </>
  );
}

// The log has it, whatever the read model shows.
function LoggedHistory({ id }: { id: string }) {
  return (
    <Section title="History" className="mt-(--between)">
      <AggregateHistory aggregate="tool-group" id={id} pastHref={(revision) => groupHref(id, revision)} />
    </Section>
  );
}
