'use client';

import type { ChangeSourceBody, Source } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Field, Input } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { useCommand } from '../live/use-command.ts';
import { sourceCommands } from './commands.ts';

/** Changes a source as it was when the form was opened; a change of somebody else meanwhile is not overwritten. */
export function EditSourceForm({ source, onDone }: { source: Source; onDone: () => void }) {
  const [opened] = useState(source);
  const [draft, setDraft] = useState({ name: source.name, url: source.url ?? '' });
  const trouble = useFormProblem();
  const change = useCommand({
    aggregate: 'source',
    send: (body: ChangeSourceBody, api: Api) => sourceCommands(api).change(opened.id, opened.revision, body),
    done: ({ revision }) => `Saved as v${revision}`,
    undo: ({ id, revision }) => ({
      send: (api) => sourceCommands(api).change(id, revision, bodyOf(opened.name, opened.url)),
      done: (written) => `As it was before, saved as v${written.revision}`,
    }),
    onWritten: onDone,
    showsProblems: true,
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ changeSourceBody }) =>
            changeSourceBody.safeParse(bodyOf(draft.name, opened.url === null ? null : draft.url)),
          (body) => change.mutate(body, { onError: trouble.fail }),
        )
      }
    >
      <Field
        label="Name"
        error={trouble.errors.name}
        hint="Selectors that ask for the name find it by the new one."
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            value={draft.name}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      {opened.url !== null && (
        <Field
          label="URL"
          error={trouble.errors.url}
          hint="What is there is read when the source is refreshed."
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              name="url"
              value={draft.url}
              maxLength={2000}
              onChange={({ target }) => setDraft({ ...draft, url: target.value })}
            />
          )}
        </Field>
      )}
      <FormButtons onCancel={onDone} disabled={change.isPending}>
        {change.isPending ? 'Saving…' : 'Save'}
      </FormButtons>
    </ProblemForm>
  );
}

function bodyOf(name: string, url: string | null): ChangeSourceBody {
  return url === null ? { name } : { name, url };
}
