'use client';

import type { ChangeViewBody, View } from '@tools-provider/contracts';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useViewCommand } from './use-view-command.ts';

/** Gives a view another name. */
export function RenameViewForm({ view, onDone }: { view: View; onDone: () => void }) {
  const [name, setName] = useState(view.name);
  const trouble = useFormProblem();
  const rename = useViewCommand({
    send: (body: ChangeViewBody, commands) => commands.change(view, body),
    done: (renamed) => `View renamed to “${renamed.name}”`,
    onDone,
    showsProblems: true,
  });
  return (
    <form
      ref={trouble.form}
      noValidate
      aria-label={`Rename ${view.name}`}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        trouble.check(
          ({ changeViewBody }) => changeViewBody.safeParse({ name }),
          (body) => rename.mutate(body, { onError: trouble.fail }),
        );
      }}
    >
      <FormProblem problem={trouble.problem} />
      <Field label="Name" error={trouble.errors.name}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            name="name"
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={onDone}>
          Cancel
        </Button>
        <Button size="small" type="submit" variant="primary" disabled={rename.isPending}>
          {rename.isPending ? 'Saving…' : 'Rename'}
        </Button>
      </div>
    </form>
  );
}
