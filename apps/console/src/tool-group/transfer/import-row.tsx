'use client';

import type { WrittenToolGroup } from '@tools-provider/contracts';
import { CircleAlert, CircleCheck, Equal, Hourglass, OctagonAlert, PencilLine, Plus } from 'lucide-react';
import Link from 'next/link';
import { problemOf } from '../../api-client/problem-error.ts';
import { Pill } from '../../components/ui/pill.tsx';
import { useKnownRevision } from '../../live/live-provider.tsx';
import { DifferenceList } from '../difference-list.tsx';
import { groupHref } from '../hrefs.ts';
import { previewWords } from '../preview-words.ts';
import { PlaceErrors } from './place-errors.tsx';
import type { ImportRow, Outcome } from './use-import.ts';

const plans = {
  create: { tone: 'accent', Icon: Plus, words: 'would be created' },
  change: { tone: 'wait', Icon: PencilLine, words: 'would be changed' },
  unchanged: { tone: 'plain', Icon: Equal, words: 'is like that already' },
  wrong: { tone: 'bad', Icon: CircleAlert, words: 'cannot be imported' },
} as const;

/** One group of an import: what would be done with it, or what was. */
export function ImportedRow({ row }: { row: ImportRow }) {
  const { plan, outcome } = row;
  const id =
    outcome?.kind === 'done'
      ? outcome.written.id
      : plan.kind === 'change' || plan.kind === 'unchanged'
        ? plan.id
        : null;
  return (
    <li className="flex flex-col gap-2 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h3 className="min-w-0 text-sm font-semibold break-words">
          {id === null ? (
            plan.name
          ) : (
            <Link href={groupHref(id)} prefetch={false} className="hover:text-accent-text hover:underline">
              {plan.name}
            </Link>
          )}
        </h3>
        {outcome === null ? (
          <PlanPill kind={plan.kind} />
        ) : (
          <OutcomePill outcome={outcome} kind={plan.kind} />
        )}
        {outcome?.kind === 'done' && <SavedAs written={outcome.written} />}
      </div>
      {(outcome?.kind === 'refused' || outcome?.kind === 'unknown') && <Trouble outcome={outcome} />}
      {outcome === null && <Details plan={plan} />}
    </li>
  );
}

// The page of the group has its badge; here it is enough to say whether it is shown already.
function SavedAs({ written: { id, revision } }: { written: Pick<WrittenToolGroup, 'id' | 'revision'> }) {
  const isShown = (useKnownRevision('tool-group', id)?.projected ?? -1) >= revision;
  return (
    <span className="text-[0.8125rem] text-muted tabular-nums">
      saved as v{revision}
      {isShown ? ', shown' : ', not shown yet'}
    </span>
  );
}

function PlanPill({ kind }: { kind: keyof typeof plans }) {
  const { tone, Icon, words } = plans[kind];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {words}
    </Pill>
  );
}

function OutcomePill({ outcome, kind }: { outcome: Outcome; kind: keyof typeof plans }) {
  switch (outcome.kind) {
    case 'saving':
      return (
        <Pill tone="wait">
          <Hourglass aria-hidden />
          being saved
        </Pill>
      );
    case 'done':
      return (
        <Pill tone="ok">
          <CircleCheck aria-hidden />
          {kind === 'create' ? 'created' : 'changed'}
        </Pill>
      );
    case 'unknown':
      return (
        <Pill tone="hollow">
          <CircleAlert aria-hidden />
          unknown
        </Pill>
      );
    case 'refused':
      return (
        <Pill tone="bad">
          <OctagonAlert aria-hidden />
          not imported
        </Pill>
      );
  }
}

function Trouble({ outcome }: { outcome: Extract<Outcome, { kind: 'refused' | 'unknown' }> }) {
  const problem = problemOf(outcome.error);
  return (
    <p role="note" className="text-[0.8125rem] break-words text-muted">
      {outcome.kind === 'unknown'
        ? 'Nobody answered, so it may be saved or not. Trying again saves it once.'
        : problem?.status === 412
          ? 'Somebody has changed it since the dry run. Begin again to see what it would do now.'
          : (problem?.detail ?? 'The console could not make sense of the answer.')}
      {problem?.traceId !== undefined && (
        <code className="ml-2 font-mono text-xs">trace {problem.traceId}</code>
      )}
    </p>
  );
}

function Details({ plan }: { plan: ImportRow['plan'] }) {
  if (plan.kind === 'unchanged') return null;
  if (plan.kind === 'wrong') {
    return (
      <div className="text-[0.8125rem] break-words text-bad">
        {plan.problem !== null && <p>{plan.problem.detail}</p>}
        <PlaceErrors errors={plan.errors} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2 text-[0.8125rem]">
      {plan.note !== null && <p className="text-warn">{plan.note}</p>}
      <p className="text-muted">{previewWords(plan.preview)}</p>
      {plan.kind === 'change' && <DifferenceList label={`Changes of ${plan.name}`} changes={plan.changes} />}
    </div>
  );
}
