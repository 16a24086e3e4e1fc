'use client';

import { useForm } from '@tanstack/react-form';
import { type CreateToolGroupBody, createToolGroupBody } from '@tools-provider/contracts';
import { Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Api } from '../api-client/api.ts';
import { errorOf } from '../api-client/error-of.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { Field, Input, Textarea } from '../components/ui/field.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCreated } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { ApprovalField } from './approval-field.tsx';
import { toolGroupCommands } from './commands.ts';
import { DraftCriteria } from './criteria.tsx';
import { blankSelector, isBlank, listed, type SelectorDraft, selectorOf } from './selector-draft.ts';
import { SelectorFields } from './selector-fields.tsx';

interface Draft {
  readonly name: string;
  readonly description: string;
  readonly requiresApproval: boolean;
  readonly selectors: SelectorDraft[];
  readonly explicitTools: string;
  readonly excludedTools: string;
}

const blank: Draft = {
  name: '',
  description: '',
  requiresApproval: false,
  selectors: [blankSelector],
  explicitTools: '',
  excludedTools: '',
};

/** The form that creates a tool group: one append, whatever is filled in. */
export function CreateToolGroupForm() {
  const router = useRouter();
  const created = useCreated();
  const trouble = useFormProblem();
  const create = useCommand({
    aggregate: 'tool-group',
    send: (body: CreateToolGroupBody, api: Api) => toolGroupCommands(api).create(body),
    showsProblems: true,
    done: ({ name, revision }) => `“${name}” saved as v${revision}`,
    onWritten: (written) => {
      created.add('tool-group', written);
      router.push(`/tool-groups/${written.id}`);
    },
  });
  const form = useForm({
    defaultValues: blank,
    onSubmit: async ({ value: typed }) => {
      const value = { ...typed, selectors: typed.selectors.filter((selector) => !isBlank(selector)) };
      // What is left blank goes from the form, too, so that the api's complaints find their fields.
      form.setFieldValue('selectors', value.selectors);
      const body = createToolGroupBody.safeParse(bodyOf(value));
      if (!body.success) return trouble.refuse(body.error.issues);
      trouble.clear();
      await create.mutateAsync(bodyOf(value)).catch(trouble.fail);
    },
  });
  const { errors } = trouble;
  return (
    <form
      ref={trouble.form}
      noValidate
      aria-label="New tool group"
      className="flex flex-col gap-(--between)"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <FormProblem problem={trouble.problem} />
      <Section title="What it is">
        <div className="grid gap-4 p-4 sm:p-5">
          <form.Field name="name">
            {(field) => (
              <Field label="Name" error={errorOf(errors, 'name')}>
                {(control) => (
                  <Input
                    {...control}
                    name="name"
                    value={field.state.value}
                    maxLength={200}
                    required
                    autoComplete="off"
                    onChange={(event) => field.handleChange(event.target.value)}
                  />
                )}
              </Field>
            )}
          </form.Field>
          <form.Field name="description">
            {(field) => (
              <Field label="Description" isOptional error={errorOf(errors, 'description')}>
                {(control) => (
                  <Textarea
                    {...control}
                    name="description"
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
                isRequired={field.state.value}
                error={errorOf(errors, 'requiresApproval')}
                onChange={field.handleChange}
              />
            )}
          </form.Field>
        </div>
      </Section>
      <form.Field name="selectors" mode="array">
        {(list) => (
          <Section
            title="Selectors"
            description="A tool joins when it meets all criteria of at least one selector."
            action={
              <Button size="small" onClick={() => list.pushValue(blankSelector)}>
                <Plus aria-hidden />
                Add selector
              </Button>
            }
          >
            {list.state.value.length === 0 && (
              <p className="px-5 py-6 text-center text-sm text-muted">
                No selectors: the group holds only the tools you name below.
              </p>
            )}
            <div className="divide-y">
              {list.state.value.map((selector, at) => (
                <fieldset key={at} className="min-w-0 p-4 sm:p-5">
                  <legend className="sr-only">Selector {at + 1}</legend>
                  <div className="mb-3 flex items-start justify-between gap-3">
                    <div className="min-w-0">
                      <p aria-hidden className="mb-1 text-xs font-semibold text-muted">
                        Selector {at + 1} selects
                      </p>
                      <DraftCriteria draft={selector} />
                    </div>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Remove selector ${at + 1}`}
                      onClick={() => void list.removeValue(at)}
                    >
                      <Trash2 aria-hidden />
                    </Button>
                  </div>
                  <SelectorFields
                    value={selector}
                    errors={errors}
                    prefix={`selectors[${at}].`}
                    onChange={(value) => list.replaceValue(at, value)}
                  />
                </fieldset>
              ))}
            </div>
          </Section>
        )}
      </form.Field>
      <Section title="Single tools" description="By id, one a line. They need not exist yet; exclusion wins.">
        <div className="grid gap-4 p-4 sm:grid-cols-2 sm:p-5">
          <form.Field name="explicitTools">
            {(field) => (
              <Field label="Always in" isOptional error={errorOf(errors, 'explicitToolIds')}>
                {(control) => (
                  <Textarea
                    {...control}
                    name="explicitToolIds"
                    value={field.state.value}
                    placeholder="billing:getInvoice"
                    spellCheck={false}
                    className="font-mono text-[0.8125rem]"
                    onChange={(event) => field.handleChange(event.target.value)}
                  />
                )}
              </Field>
            )}
          </form.Field>
          <form.Field name="excludedTools">
            {(field) => (
              <Field label="Never in" isOptional error={errorOf(errors, 'excludedToolIds')}>
                {(control) => (
                  <Textarea
                    {...control}
                    name="excludedToolIds"
                    value={field.state.value}
                    placeholder="billing:deleteInvoice"
                    spellCheck={false}
                    className="font-mono text-[0.8125rem]"
                    onChange={(event) => field.handleChange(event.target.value)}
                  />
                )}
              </Field>
            )}
          </form.Field>
        </div>
      </Section>
      <div className="flex justify-end gap-2">
        <Link href="/tool-groups" className={buttonVariants()}>
          Cancel
        </Link>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {create.isPending ? 'Saving…' : 'Create tool group'}
        </Button>
      </div>
    </form>
  );
}

function bodyOf({ selectors, explicitTools, excludedTools, ...rest }: Draft): CreateToolGroupBody {
  return {
    ...rest,
    selectors: selectors.map(selectorOf),
    explicitToolIds: listed(explicitTools),
    excludedToolIds: listed(excludedTools),
  };
}
