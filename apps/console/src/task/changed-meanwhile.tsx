'use client';

import type { Task } from '@tools-provider/contracts';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { SideChoice } from '../components/ui/side-choice.tsx';
import { Moment } from '../time/moment.tsx';
import { differencesOf, draftOf, type FieldDifference, merged, type Side } from './task-changes.ts';
import type { TaskDraft } from './task-fields.tsx';
import { priorityNames } from './words.ts';

interface ChangedMeanwhileProps {
  /** The task as it was when the form was opened. */
  readonly base: Task;
  /** The task as it is now. */
  readonly theirs: Task;
  readonly yours: TaskDraft;
  /** Goes on with what was chosen, from theirs. */
  readonly onMerged: (draft: TaskDraft) => void;
}

const names: Record<keyof TaskDraft, string> = {
  title: 'Title',
  description: 'Description',
  priority: 'Priority',
  dueAt: 'Due',
  assigneeId: 'Assignee',
  department: 'Department',
};

/** Yours and theirs, field by field, when somebody has changed a task that is being edited. Only what both changed has to be decided. */
export function ChangedMeanwhile({ base, theirs, yours, onMerged }: ChangedMeanwhileProps) {
  const differences = differencesOf(draftOf(base), yours, draftOf(theirs));
  const [chosen, setChosen] = useState<Partial<Record<keyof TaskDraft, Side>>>({});
  const conflicts = differences.filter(({ isConflict }) => isConflict);
  const taken = differences.filter(({ isConflict, side }) => !isConflict && side === 'theirs');
  const sideOf = ({ field, side }: FieldDifference) => chosen[field] ?? side;
  return (
    <section
      role="alert"
      aria-label="Changed meanwhile"
      className="flex flex-col gap-3 rounded-xl border border-wait-border bg-wait-soft p-4 text-sm"
    >
      <p className="flex items-center gap-2 font-semibold text-wait">
        <GitCompareArrows aria-hidden className="size-4 shrink-0" />
        Changed meanwhile: v{theirs.revision}
      </p>
      <p>
        You began with v{base.revision}. {theirs.updatedBy} has changed it <Moment at={theirs.updatedAt} />.
        Nothing is saved until you go on and save.
        {taken.length > 0 && ` From there: ${taken.map(saidOfTheirs).join(', ')}.`}
      </p>
      {conflicts.map((difference) => (
        <fieldset key={difference.field}>
          <legend className="pb-1 font-medium">{names[difference.field]}: both changed it</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {(['yours', 'theirs'] as const).map((side) => (
              <SideChoice
                key={side}
                name={`side of ${difference.field}`}
                title={side === 'yours' ? 'Yours' : `Theirs, v${theirs.revision}`}
                isChosen={chosen[difference.field] === side}
                onChoose={() => setChosen((all) => ({ ...all, [difference.field]: side }))}
              >
                <span className="line-clamp-4 break-words whitespace-pre-wrap">
                  {shown(difference.field, difference[side])}
                </span>
              </SideChoice>
            ))}
          </div>
        </fieldset>
      ))}
      <Button
        variant="primary"
        className="self-end"
        disabled={conflicts.some(({ field }) => chosen[field] === undefined)}
        onClick={() => onMerged(merged(yours, draftOf(theirs), differences, sideOf))}
      >
        Go on with this
      </Button>
    </section>
  );
}

function saidOfTheirs({ field, theirs }: FieldDifference): string {
  return field === 'description'
    ? 'the description'
    : `${names[field].toLowerCase()} ${shown(field, theirs)}`;
}

function shown(field: keyof TaskDraft, value: string): string {
  if (value === '') return 'none';
  if (field === 'priority') return priorityNames[value as TaskDraft['priority']];
  return field === 'dueAt' ? value.replace('T', ' ') : value;
}
