'use client';

import { toolId } from '@tools-provider/contracts';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { FormProblem } from '../components/ui/notices.tsx';

interface ToolIdFormProps {
  readonly name: string;
  readonly submit: string;
  readonly withReason?: boolean;
  readonly isBusy: boolean;
  readonly send: (wish: { toolId: string; reason?: string }) => Promise<unknown>;
}

/** Names one tool by its id, and why when that is asked for. */
export function ToolIdForm({ name, submit, withReason = false, isBusy, send }: ToolIdFormProps) {
  const [id, setId] = useState('');
  const [reason, setReason] = useState('');
  const trouble = useFormProblem();
  const { errors, problem } = trouble;
  return (
    <form
      ref={trouble.form}
      noValidate
      aria-label={name}
      className="flex flex-col gap-3 border-t bg-sunken/40 px-4 py-3 sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = toolId.safeParse(id);
        if (!wanted.success) return trouble.refuse([{ path: ['toolId'], message: 'Name a tool by its id.' }]);
        trouble.clear();
        const because = reason.trim();
        send({ toolId: wanted.data, ...(because === '' ? {} : { reason: because }) }).then(() => {
          setId('');
          setReason('');
        }, trouble.fail);
      }}
    >
      <FormProblem problem={problem} />
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Tool id" error={errors.toolId} className="min-w-44 flex-1">
          {(control) => (
            <Input
              {...control}
              name="toolId"
              value={id}
              maxLength={512}
              placeholder="source:operation"
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-[0.8125rem] placeholder:font-sans"
              onChange={(event) => setId(event.target.value)}
            />
          )}
        </Field>
        {withReason && (
          <Field label="Reason" isOptional error={errors.reason} className="min-w-44 flex-1">
            {(control) => (
              <Input
                {...control}
                name="reason"
                value={reason}
                maxLength={500}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        <Button type="submit" disabled={isBusy}>
          <Plus aria-hidden />
          {submit}
        </Button>
      </div>
    </form>
  );
}
