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

/** A source that is written and that the read model does not have yet, or never will. The page follows by itself. */
export function SourceNotShownYet({ id }: { id: string }) {
  const written = useCreatedHere('source').find((source) => source.id === id);
  const known = useKnownRevision('source', id);
  const revision = known?.head ?? written?.revision;
  const failure = useQuery(consistencyReportQuery(browserApi, 'source', id)).data?.failure ?? null;
  return (
    <>
      <PageHeading title={written?.name ?? 'A new source'} />
      <Card>
        {failure === null ? (
          <EmptyNotice icon={<Hourglass aria-hidden />} title="Saved, and not shown yet">
            <p>
              The source and its tools are safely written. The read model has not taken them up yet; as soon
              as it has, they appear here by themselves.
            </p>
            {revision !== undefined && (
              <ConsistencyBadge aggregate="source" id={id} writtenRevision={revision} />
            )}
          </EmptyNotice>
        ) : (
          <EmptyNotice icon={<OctagonAlert aria-hidden />} title="Saved, and set aside">
            <p>
              The source is safely written, but one of its events cannot be projected, so there is nothing to
              show: {failure.reason}
            </p>
            <Link href="/pipeline" className={buttonVariants()}>
              Go to the pipeline
            </Link>
          </EmptyNotice>
        )}
      </Card>
    </>
  );
}

/** A source that was deleted, and its tools with it. */
export function SourceDeleted() {
  return (
    <>
      <PageHeading title="Source" />
      <Card>
        <EmptyNotice icon={<Trash2 aria-hidden />} title="This source was deleted">
          <p>Its tools went with it. Its history stays in the log and in the feed.</p>
          <Link href="/sources" className={buttonVariants()}>
            Go to the sources
          </Link>
        </EmptyNotice>
      </Card>
    </>
  );
}
