'use client';

import type { CreateViewBody, ViewList } from '@tools-provider/contracts';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { CheckboxField } from '../components/ui/checkbox-field.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { filterWords } from './filter-words.ts';
import { useViewCommand } from './use-view-command.ts';
import type { ViewQuery } from './view-query.ts';

interface SaveViewDialogProps {
  readonly list: ViewList;
  readonly query: ViewQuery;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Gives the list's current filters a name to come back by. */
export function SaveViewDialog({ isOpen, onClose, ...form }: SaveViewDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title="Save view"
      description={`Shows ${filterWords(form.query)}`}
    >
      <SaveViewForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function SaveViewForm({ list, query, onClose }: Omit<SaveViewDialogProps, 'isOpen'>) {
  const canShare = mayCurate(useMe());
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const trouble = useFormProblem();
  const create = useViewCommand({
    send: (body: CreateViewBody, commands) => commands.create(body),
    done: (view) => `View “${view.name}” saved`,
    onDone: onClose,
    showsProblems: true,
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ createViewBody }) => createViewBody.safeParse({ name, list, query, isShared }),
          (body) => create.mutate(body, { onError: trouble.fail }),
        )
      }
    >
      <Field label="Name" error={trouble.errors.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      {canShare && (
        <CheckboxField
          name="isShared"
          label="Share with everybody"
          hint="Everybody then finds it among their views; only you change it."
          error={trouble.errors.isShared}
          checked={isShared}
          onChange={setIsShared}
        />
      )}
      <FormButtons onCancel={onClose} disabled={create.isPending}>
        {create.isPending ? 'Saving…' : 'Save view'}
      </FormButtons>
    </ProblemForm>
  );
}
