'use client';

import type { ChangeLabelBody, CreateLabelBody, Label, WrittenLabel } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { ProblemForm } from '../components/ui/problem-form.tsx';
import { useCreated } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { USUAL_COLOUR } from './colours.ts';
import { labelCommands } from './commands.ts';
import { LabelChip } from './label-chip.tsx';
import { type LabelDraft, LabelFields } from './label-fields.tsx';

/** Where a new label is written down. */
export function CreateLabelForm({ onDone }: { onDone: () => void }) {
  const created = useCreated();
  const create = useCommand({
    aggregate: 'label',
    send: (body: CreateLabelBody, api: Api) => labelCommands(api).create(body),
    done: ({ name, revision }) => `“${name}” saved as v${revision}`,
    undo: (written) => ({
      send: (api) => labelCommands(api).remove(written.id, written.revision),
      done: () => `“${written.name}” is deleted again`,
    }),
    showsProblems: true,
    onWritten: (written) => {
      created.add('label', written);
      onDone();
    },
  });
  return (
    <LabelForm
      draft={{ name: '', description: '', color: USUAL_COLOUR }}
      confirm="Create label"
      isBusy={create.isPending}
      onSave={(body, onError) => create.mutate(body, { onError })}
      onCancel={onDone}
    />
  );
}

/** Changes a label as it was when the form was opened; a change of somebody else meanwhile is not overwritten. */
export function EditLabelForm({ label, onDone }: { label: Label; onDone: () => void }) {
  const [opened] = useState(label);
  const before = { name: opened.name, description: opened.description, color: opened.color };
  const change = useCommand<ChangeLabelBody, WrittenLabel>({
    aggregate: 'label',
    send: (body, api) => labelCommands(api).change(opened.id, opened.revision, body),
    done: ({ name, revision }) => `“${name}” saved as v${revision}`,
    undo: ({ id, revision }) => ({
      send: (api) => labelCommands(api).change(id, revision, before),
      done: (written) => `“${before.name}” is as it was, saved as v${written.revision}`,
    }),
    showsProblems: true,
    onWritten: onDone,
  });
  return (
    <LabelForm
      draft={before}
      confirm="Save"
      isBusy={change.isPending}
      onSave={(body, onError) => change.mutate(body, { onError })}
      onCancel={onDone}
    />
  );
}

interface LabelFormProps {
  readonly draft: LabelDraft;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly onSave: (body: Required<Omit<CreateLabelBody, 'id'>>, onError: (error: unknown) => void) => void;
  readonly onCancel: () => void;
}

function LabelForm({ draft: first, confirm, isBusy, onSave, onCancel }: LabelFormProps) {
  const [draft, setDraft] = useState(first);
  const trouble = useFormProblem();
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ createLabelBody }) => createLabelBody.safeParse(draft),
          (body) => onSave({ ...draft, ...body }, trouble.fail),
        )
      }
    >
      <LabelFields value={draft} errors={trouble.errors} onChange={setDraft} />
      <div className="flex items-center justify-between gap-2">
        <LabelChip
          label={{ name: draft.name.trim() || 'Preview', color: draft.color }}
          className="min-w-0 shrink"
        />
        <span className="flex gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {isBusy ? 'Saving…' : confirm}
          </Button>
        </span>
      </div>
    </ProblemForm>
  );
}
