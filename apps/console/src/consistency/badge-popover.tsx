'use client';

import { Popover } from '@base-ui/react/popover';
import type { AggregateName, ConsistencyReport } from '@tools-provider/contracts';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { FactRow } from '../components/ui/facts.tsx';
import { quarantineKey } from '../pipeline/quarantine-queries.ts';
import { RetryControl } from '../pipeline/retry-control.tsx';
import { switchFor } from '../pipeline/switch-words.ts';
import { usePipeline } from '../pipeline/use-pipeline.ts';
import { Moment } from '../time/moment.tsx';
import type { BadgeState } from './badge-state.ts';
import { badgeExplanation } from './badge-words.ts';

interface BadgePopoverProps {
  /** The badge itself. */
  readonly look: ComponentProps<'button'>;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly words: string;
  readonly state: BadgeState;
  readonly aggregate: AggregateName;
  readonly id: string;
  /** When what is shown was projected; left out when nothing is. */
  readonly projectedAt: string | undefined;
  readonly failure: ConsistencyReport['failure'];
}

/** The badge, with the explanation that it opens. */
export function BadgePopover(props: BadgePopoverProps) {
  const { look, isOpen, onOpen, words, state, aggregate, id, projectedAt, failure } = props;
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => onOpen(open)}>
      <Popover.Trigger openOnHover delay={350} {...look} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-50">
          <Popover.Popup
            initialFocus={false}
            className="w-72 rounded-xl border bg-surface p-3.5 text-sm shadow-popup outline-none"
          >
            <Popover.Title className="font-semibold break-words">{words}</Popover.Title>
            <Popover.Description className="mt-1 text-[0.8125rem] text-muted">
              {badgeExplanation(state)}
            </Popover.Description>
            {isOpen && state.kind !== 'projected' && <SwitchNote id={id} />}
            <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.8125rem] tabular-nums">
              <FactRow name="Written">{revisionName('head' in state ? state.head : state.shown)}</FactRow>
              <FactRow name="Shown">{revisionName(state.shown)}</FactRow>
              {projectedAt !== undefined && (
                <FactRow name="Projected">
                  <Moment at={projectedAt} />
                </FactRow>
              )}
              {failure !== null && (
                <>
                  <FactRow name="Event">
                    <code className="font-mono text-xs break-all">{failure.eventType}</code> at v
                    {failure.revision}
                  </FactRow>
                  <FactRow name="Attempts">{failure.attempts}</FactRow>
                </>
              )}
            </dl>
            {failure !== null && (
              <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
                <Link href="/pipeline" className="text-[0.8125rem] text-accent-text underline">
                  All that is quarantined
                </Link>
                <RetryControl
                  what={`what is stuck at v${failure.revision}`}
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

/** What is done to it on purpose, so that nobody searches for a fault. */
function SwitchNote({ id }: { id: string }) {
  const words = switchFor(usePipeline().data?.switches ?? null, id);
  return words === undefined ? null : <p className="mt-2 text-[0.8125rem] font-medium">{words}</p>;
}

function revisionName(revision: number | null): string {
  return revision === null ? 'not yet' : `v${revision}`;
}
