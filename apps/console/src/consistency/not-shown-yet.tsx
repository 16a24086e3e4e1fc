'use client';

import { useQuery } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import { Hourglass, OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useCreatedHere, useKnownRevision } from '../live/live-provider.tsx';
import { ConsistencyBadge } from './consistency-badge.tsx';
import { consistencyReportQuery } from './queries.ts';

/** Why an aggregate is set aside, as the api says it; null while it is not, or nobody knows. */
export function useSetAsideReason(aggregate: AggregateName, id: string): string | null {
  return useQuery(consistencyReportQuery(browserApi, aggregate, id)).data?.failure?.reason ?? null;
}

interface NotShownYetProps {
  readonly aggregate: 'tool-group' | 'source';
  readonly id: string;
  /** What it is called in a sentence: `group`. */
  readonly one: string;
  /** The heading while nobody knows its name. */
  readonly nameless: string;
  /** What else is written with it and comes with it. */
  readonly waiting: ReactNode;
  /** What stands below when it will not come by itself. */
  readonly whenSetAside?: ReactNode;
}

/** The page of an aggregate that is written and that the read model does not have: it is to come, and then follows by itself, or is set aside. */
export function NotShownYet({ aggregate, id, one, nameless, waiting, whenSetAside }: NotShownYetProps) {
  const written = useCreatedHere(aggregate).find((created) => created.id === id);
  const known = useKnownRevision(aggregate, id);
  const revision = known?.head ?? written?.revision;
  const reason = useSetAsideReason(aggregate, id);
  return (
    <>
      <PageHeading title={written?.name ?? nameless} />
      <Card>
        {reason === null ? (
          <EmptyNotice icon={<Hourglass aria-hidden />} title="Saved, and not shown yet">
            <p>{waiting}</p>
            {revision !== undefined && (
              <ConsistencyBadge aggregate={aggregate} id={id} writtenRevision={revision} />
            )}
          </EmptyNotice>
        ) : (
          <EmptyNotice icon={<OctagonAlert aria-hidden />} title="Saved, and set aside">
            <p>
              The {one} is safely written, but one of its events cannot be projected, so there is nothing to
              show: {reason}
            </p>
            <Link href="/pipeline" className={buttonVariants()}>
              Go to the pipeline
            </Link>
          </EmptyNotice>
        )}
      </Card>
      {reason !== null && whenSetAside}
    </>
  );
}
