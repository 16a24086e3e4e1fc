'use client';

import type { ChangeToolBody, Tool } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Field, Input, Textarea } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { toolCommands } from './commands.ts';
import { useToolCommand } from './use-tool-command.ts';

/** Says what a tool is called or does instead of its document; an empty field lets the document say it. */
export function EditToolForm({ tool, onDone }: { tool: Tool; onDone: () => void }) {
  const [opened] = useState(tool);
  const [draft, setDraft] = useState({
    name: opened.nameOverride ?? '',
    description: opened.descriptionOverride ?? '',
  });
  const trouble = useFormProblem();
  const change = useToolCommand({
    send: (body: ChangeToolBody, api: Api) => toolCommands(api).change(opened.id, opened.revision, body),
    done: ({ revision }) => `Saved as v${revision}`,
    undo: ({ revision }) => ({
      send: (api) =>
        toolCommands(api).change(opened.id, revision, {
          name: opened.nameOverride,
          description: opened.descriptionOverride,
        }),
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
          ({ changeToolBody }) =>
            changeToolBody.safeParse({
              name: draft.name.trim() === '' ? null : draft.name,
              description: draft.description.trim() === '' ? null : draft.description,
            }),
          (body) => change.mutate(body, { onError: trouble.fail }),
        )
      }
    >
      <Field
        label="Name"
        isOptional
        error={trouble.errors.name}
        hint={
          <>
            Its document says <q>{opened.documentName}</q>.
          </>
        }
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            value={draft.name}
            placeholder={opened.documentName}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Description"
        isOptional
        error={trouble.errors.description}
        hint="Agents choose by it. Empty: what its document says."
      >
        {(control) => (
          <Textarea
            {...control}
            name="description"
            rows={5}
            value={draft.description}
            placeholder={opened.documentDescription}
            maxLength={4000}
            onChange={({ target }) => setDraft({ ...draft, description: target.value })}
          />
        )}
      </Field>
      <FormButtons onCancel={onDone} disabled={change.isPending}>
        {change.isPending ? 'Saving…' : 'Save'}
      </FormButtons>
    </ProblemForm>
  );
}
