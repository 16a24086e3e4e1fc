'use client';

import { useForm } from '@tanstack/react-form';
import { changeToolGroupBody, type ToolGroup } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { BareButton } from '../components/ui/bare-button.tsx';
import { Button } from '../components/ui/button.tsx';
import { Field, Input, Textarea } from '../components/ui/field.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCommand } from '../live/use-command.ts';
import { ApprovalField } from './approval-field.tsx';
import { type ChangeToolGroupBody, toolGroupCommands } from './commands.ts';

/**
 * Changes a group's name, its description and whether it needs an approval, as they were when the form was opened. If somebody else changed the group
 * meanwhile the api refuses, and the person decides again on the newer state.
 */
export function EditGroupForm({ group, onDone }: { group: ToolGroup; onDone: () => void }) {
  const [opened, setOpened] = useState(group);
  const trouble = useFormProblem();
  const change = useCommand({
    aggregate: 'tool-group',
    send: (body: ChangeToolGroupBody, api: Api) =>
      toolGroupCommands(api).change(opened.id, opened.revision, body),
    done: ({ revision }) => `Saved as v${revision}`,
    onWritten: onDone,
    showsProblems: true,
  });
  const form = useForm({
    defaultValues: {
      name: opened.name,
      description: opened.description,
      // Undefined while it is left as it is, whatever somebody else makes of it meanwhile.
      requiresApproval: undefined as boolean | undefined,
    },
    onSubmit: async ({ value }) => {
      const body = changeToolGroupBody.safeParse(value);
      if (!body.success) return trouble.refuse(body.error.issues);
      trouble.clear();
      await change.mutateAsync(value).catch(trouble.fail);
    },
  });
  const isOutdated = trouble.problem?.status === 412;
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <FormProblem problem={trouble.problem} />
      {isOutdated && (
        <p className="text-sm">
          You decided on v{opened.revision}; it is now at v
          {trouble.problem?.currentRevision ?? group.revision}.{' '}
          {group.revision > opened.revision && (
            <BareButton
              className="font-medium text-accent-text underline underline-offset-2"
              onClick={() => {
                setOpened(group);
                trouble.clear();
              }}
            >
              Go on from v{group.revision}, keeping what I typed
            </BareButton>
          )}
        </p>
      )}
      <form.Field name="name">
        {(field) => (
          <Field label="Name" error={trouble.errors.name}>
            {(control) => (
              <Input
                {...control}
                name="name"
                value={field.state.value}
                maxLength={200}
                onChange={(event) => field.handleChange(event.target.value)}
              />
            )}
          </Field>
        )}
      </form.Field>
      <form.Field name="description">
        {(field) => (
          <Field label="Description" isOptional error={trouble.errors.description}>
            {(control) => (
              <Textarea
                {...control}
                name="description"
                rows={4}
                value={field.state.value}
                onChange={(event) => field.handleChange(event.target.value)}
              />
            )}
          </Field>
        )}
      </form.Field>
      <form.Field name="requiresApproval">
        {(field) => (
          <ApprovalField
            isRequired={field.state.value ?? opened.requiresApproval}
            wasRequired={opened.requiresApproval}
            error={trouble.errors.requiresApproval}
            onChange={(isRequired) =>
              field.handleChange(isRequired === opened.requiresApproval ? undefined : isRequired)
            }
          />
        )}
      </form.Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {change.isPending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
