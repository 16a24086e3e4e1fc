'use client';

import { useQuery } from '@tanstack/react-query';
import { Hourglass, OctagonAlert, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { consistencyReportQuery } from '../consistency/queries.ts';
import { useCreatedHere, useKnownRevision } from '../live/live-provider.tsx';

/** A group that is written and that the read model does not have yet. The page follows by itself. */
export function GroupNotShownYet({ id }: { id: string }) {
  const written = useCreatedHere('tool-group').find((group) => group.id === id);
  const known = useKnownRevision('tool-group', id);
  const revision = known?.head ?? written?.revision;
  const failure = useQuery(consistencyReportQuery(browserApi, 'tool-group', id)).data?.failure ?? null;
  if (failure !== null) return <GroupNeverShown name={written?.name} reason={failure.reason} />;
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

function GroupNeverShown({ name = 'A tool group', reason }: { name?: string | undefined; reason: string }) {
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
    </>
  );
}

/** A group that was deleted. */
export function GroupDeleted() {
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
    </>
  );
}
