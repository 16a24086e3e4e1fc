'use client';

import type { WrittenToolGroup } from '@tools-provider/contracts';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Pill } from '../../components/ui/pill.tsx';
import { SideChoice } from '../../components/ui/side-choice.tsx';
import { Moment } from '../../time/moment.tsx';
import { counted } from '../../time/numbers.ts';
import { draftOf, type GroupDraft } from './group-draft.ts';
import { PartView, subjectOf } from './part-view.tsx';
import { type Difference, differencesOf, merged, type Side } from './three-way.ts';

interface ConflictDialogProps {
  readonly base: WrittenToolGroup;
  readonly theirs: WrittenToolGroup;
  readonly yours: GroupDraft;
  readonly onClose: () => void;
  /** Goes on with what was chosen, from theirs. */
  readonly onMerged: (draft: GroupDraft) => void;
}

/** Yours, theirs and what both began with, part by part. Only what both changed has to be decided; the rest is kept from whoever changed it. */
export function ConflictDialog({ base, theirs, yours, onClose, onMerged }: ConflictDialogProps) {
  const differences = differencesOf(draftOf(base), yours, draftOf(theirs));
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const undecided = differences.filter(({ key, isConflict }) => isConflict && chosen[key] === undefined);
  const sideOf = ({ key, side }: Difference) => chosen[key] ?? side;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Changed meanwhile"
      description={
        <>
          You began with v{base.revision}. {theirs.updatedBy} has made it v{theirs.revision}{' '}
          <Moment at={theirs.updatedAt} />. Nothing is saved until you decide.
        </>
      }
      isWide
    >
      <div className="flex flex-col gap-4">
        {differences.length === 0 && (
          <p className="text-sm">What is saved is what you want already; there is nothing left to decide.</p>
        )}
        <ul aria-label="Differences" className="flex flex-col gap-3">
          {differences.map((difference) => (
            <DifferenceChoice
              key={difference.key}
              difference={difference}
              base={base.revision}
              theirs={theirs.revision}
              chosen={difference.isConflict ? chosen[difference.key] : sideOf(difference)}
              onChoose={(side) => setChosen((all) => ({ ...all, [difference.key]: side }))}
            />
          ))}
        </ul>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p role="status" className="mr-auto text-[0.8125rem] text-muted">
            {undecided.length === 0 ? 'All is decided.' : `${counted(undecided.length, 'part')} to decide`}
          </p>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            disabled={undecided.length > 0}
            onClick={() => onMerged(merged(yours, draftOf(theirs), differences, sideOf))}
          >
            Go on with this
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface DifferenceChoiceProps {
  readonly difference: Difference;
  readonly base: number;
  readonly theirs: number;
  readonly chosen: Side | undefined;
  readonly onChoose: (side: Side) => void;
}

function DifferenceChoice({ difference, base, theirs, chosen, onChoose }: DifferenceChoiceProps) {
  const subject = subjectOf(difference);
  const kind = (difference.yours ?? difference.theirs ?? difference.base)?.kind;
  const sides = [
    { side: 'yours', title: 'Yours', part: difference.yours },
    { side: 'theirs', title: `Theirs, v${theirs}`, part: difference.theirs },
  ] as const;
  return (
    <li className="rounded-lg border">
      <fieldset>
        <legend className="sr-only">{subject}</legend>
        <div className="flex flex-wrap items-center justify-between gap-2 border-b bg-sunken/50 px-3 py-1.5 text-[0.8125rem]">
          <span aria-hidden className="font-medium break-all">
            {subject}
          </span>
          {difference.isConflict ? (
            <Pill tone="warn">Both changed it</Pill>
          ) : (
            <Pill>{difference.side === 'yours' ? 'You changed it' : 'They changed it'}</Pill>
          )}
        </div>
        <div className="grid gap-2 p-3 text-sm sm:grid-cols-3">
          <div className="min-w-0 rounded-md px-2.5 py-1.5">
            <p className="text-xs text-muted">Before, v{base}</p>
            <PartView part={difference.base} kind={kind} />
          </div>
          {sides.map(({ side, title, part }) => (
            <SideChoice
              key={side}
              name={difference.key}
              title={title}
              isChosen={chosen === side}
              onChoose={() => onChoose(side)}
            >
              <PartView part={part} kind={kind} />
            </SideChoice>
          ))}
        </div>
      </fieldset>
    </li>
  );
}
