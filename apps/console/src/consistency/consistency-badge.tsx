'use client';

import { Popover } from '@base-ui/react/popover';
import { useQuery } from '@tanstack/react-query';
import type { AggregateName, Consistency } from '@tools-provider/contracts';
import { CircleCheck, CircleDashed, CircleDot, Hourglass, OctagonAlert, Split } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { cn } from '../components/ui/cn.ts';
import { pillVariants } from '../components/ui/pill.tsx';
import { useKnownRevision, useLiveConnection } from '../live/live-provider.tsx';
import { quarantineKey } from '../pipeline/quarantine-queries.ts';
import { RetryControl } from '../pipeline/retry-control.tsx';
import { useNow } from '../time/clock.ts';
import { Moment } from '../time/moment.tsx';
import { type BadgeState, badgeState } from './badge-state.ts';
import { badgeExplanation, badgeWords } from './badge-words.ts';
import type { KnownRevision } from './known-revision.ts';
import { consistencyReportQuery } from './queries.ts';

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
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => setIsOpen(open)}>
      <Popover.Trigger
        openOnHover
        delay={350}
        aria-label={`Consistency: ${words}`}
        data-consistency={state.kind}
        className={cn(pillVariants({ tone }), 'min-h-6 text-left tabular-nums', className)}
      >
        <Icon aria-hidden />
        <span className="truncate">{words}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-50">
          <Popover.Popup
            initialFocus={false}
            className="w-72 rounded-xl border bg-surface p-3.5 text-sm shadow-popup outline-none"
          >
            <Popover.Title className="font-semibold">{words}</Popover.Title>
            <Popover.Description className="mt-1 text-[0.8125rem] text-muted">
              {badgeExplanation(state)}
            </Popover.Description>
            <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.8125rem] tabular-nums">
              <Row name="Written">{revisionName('head' in state ? state.head : state.shown)}</Row>
              <Row name="Shown">{revisionName(state.shown)}</Row>
              {document !== undefined && (
                <Row name="Projected">
                  <Moment at={document.projectedAt} />
                </Row>
              )}
              {report?.failure && (
                <>
                  <Row name="Event">
                    <code className="font-mono text-xs break-all">{report.failure.eventType}</code> at v
                    {report.failure.revision}
                  </Row>
                  <Row name="Attempts">{report.failure.attempts}</Row>
                </>
              )}
            </dl>
            {report?.failure && (
              <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
                <Link href="/pipeline" className="text-[0.8125rem] text-accent-text underline">
                  All that is quarantined
                </Link>
                <RetryControl
                  what={`what is stuck at v${report.failure.revision}`}
                  path={`/api/v1/consistency/${aggregate}/${id}/retry`}
                  listKey={quarantineKey}
                  requested={undefined}
                  doneWords="Retry"
                />
              </div>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
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

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function revisionName(revision: number | null): string {
  return revision === null ? 'not yet' : `v${revision}`;
}
