'use client';

import { useQuery } from '@tanstack/react-query';
import type { AggregateName, Consistency } from '@tools-provider/contracts';
import { CircleCheck, CircleDashed, CircleDot, Hourglass, OctagonAlert, Split } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { cn } from '../components/ui/cn.ts';
import { FetchedLater, useLater } from '../components/ui/fetched-later.ts';
import { pillVariants } from '../components/ui/pill.tsx';
import { useKnownRevision, useLiveConnection } from '../live/live-provider.tsx';
import { useNow } from '../time/clock.ts';
import { type BadgeState, badgeState } from './badge-state.ts';
import { badgeWords } from './badge-words.ts';
import type { KnownRevision } from './known-revision.ts';
import { consistencyReportQuery } from './queries.ts';

const popover = new FetchedLater(() => import('./badge-popover.tsx'));

const looks = {
  projected: { tone: 'ok', Icon: CircleCheck },
  pending: { tone: 'wait', Icon: CircleDot },
  lagging: { tone: 'warn', Icon: Hourglass },
  stuck: { tone: 'bad', Icon: OctagonAlert },
  diverged: { tone: 'odd', Icon: Split },
  unknown: { tone: 'hollow', Icon: CircleDashed },
} as const;

interface ConsistencyBadgeProps {
  readonly aggregate: AggregateName;
  readonly id: string;
  /** The document on the screen; left out when there is none yet. */
  readonly document?: {
    readonly revision: number;
    readonly projectedAt: string;
    readonly consistency: Consistency;
    /** The revision up to which everything is known to be taken into account, where that is not its own: as a tool's. */
    readonly covered?: number;
  };
  /** The revision that a command's answer gave, for something the read model does not show yet. */
  readonly writtenRevision?: number;
  readonly className?: string;
}

/** How consistent what is shown of one aggregate is with what was written, with an explanation behind it. */
export function ConsistencyBadge(props: ConsistencyBadgeProps) {
  const { aggregate, id, document, className } = props;
  const state = useBadgeState(props);
  const [isOpen, setIsOpen] = useState(false);
  const isReportWanted = state.kind === 'stuck' || (isOpen && state.kind !== 'projected');
  const report = useQuery({
    ...consistencyReportQuery(browserApi, aggregate, id),
    enabled: isReportWanted,
  }).data;
  const { tone, Icon } = looks[state.kind];
  const words = badgeWords(state, report?.failure?.reason);
  const { BadgePopover } = useLater(popover) ?? {};
  const look = {
    'aria-label': `Consistency: ${words}`,
    'data-consistency': state.kind,
    // A reason may be long: where a row has no room it is cut, and it is told in full behind the badge.
    className: cn(pillVariants({ tone }), 'min-h-6 max-w-52 text-left tabular-nums', className),
    children: (
      <>
        <Icon aria-hidden />
        <span className="truncate">{words}</span>
      </>
    ),
  };
  // Disabled until there is something to open, so that no press is lost.
  if (BadgePopover === undefined) return <button type="button" disabled {...look} />;
  return (
    <BadgePopover
      look={look}
      isOpen={isOpen}
      onOpen={setIsOpen}
      words={words}
      state={state}
      aggregate={aggregate}
      id={id}
      projectedAt={document?.projectedAt}
      failure={report?.failure ?? null}
    />
  );
}

function useBadgeState({ aggregate, id, document, writtenRevision }: ConsistencyBadgeProps): BadgeState {
  const heard = useKnownRevision(aggregate, id);
  const connection = useLiveConnection();
  const told = heard ?? fromDocument(document?.consistency, writtenRevision);
  const shown = document?.revision ?? null;
  const isCovered = told.head !== null && (document?.covered ?? -1) >= told.head;
  const known = isCovered ? { ...told, head: shown } : told;
  const isBehind = known.head !== null && known.head > (shown ?? -1);
  const now = useNow('second', isBehind && known.pendingSince !== null);
  return badgeState({ shown, known, connection, now });
}

function fromDocument(
  consistency: Consistency | undefined,
  writtenRevision: number | undefined,
): Pick<KnownRevision, 'head' | 'status' | 'pendingSince'> {
  return {
    head: consistency?.headRevision ?? writtenRevision ?? null,
    status: consistency?.status ?? null,
    pendingSince: null,
  };
}
