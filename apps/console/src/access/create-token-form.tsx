'use client';

import { useQueryClient } from '@tanstack/react-query';
import type {
  CreatedServiceToken,
  CreateServiceTokenBody,
  ServiceToken,
  ServiceTokenScope,
} from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { errorOf } from '../api-client/error-of.ts';
import type { Issue } from '../api-client/field-errors.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Field, Input, Select } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { readAgain } from '../live/read-again.ts';
import { fromDateTimeInput, timeZoneName } from '../time/date-time.ts';
import { accessCommands } from './commands.ts';
import { serviceTokensQuery } from './queries.ts';
import { ScopeFields } from './scope-fields.tsx';

const DAY_MS = 24 * 3_600_000;
const lifetimes = { '30': '30 days', '90': '90 days', '365': 'One year', date: 'Until…', never: 'No end' };

interface CreateTokenFormProps {
  readonly replaced: ServiceToken | null;
  readonly onCreated: (created: CreatedServiceToken) => void;
  readonly onClose: () => void;
}

/** Says which service may do what, and for how long. */
export function CreateTokenForm({ replaced, onCreated, onClose }: CreateTokenFormProps) {
  const client = useQueryClient();
  const [name, setName] = useState(replaced?.name ?? '');
  const [scopes, setScopes] = useState<readonly ServiceTokenScope[]>(replaced?.scopes ?? []);
  const [lifetime, setLifetime] = useState<keyof typeof lifetimes>('90');
  const [until, setUntil] = useState('');
  const trouble = useFormProblem();
  const create = useWish({
    mutationKey: ['service-tokens'],
    send: (body: CreateServiceTokenBody, api: Api) => accessCommands(api).create(body),
  });
  const submit = () => {
    const end = expiryOf(lifetime, until);
    const draft = { name: name.trim(), scopes, ...(end === undefined ? {} : { expiresAt: end }) };
    trouble.check(
      ({ createServiceTokenBody }) => createServiceTokenBody.safeParse(draft),
      (body) =>
        create.mutate(body, {
          onError: trouble.fail,
          onSuccess: (created) => {
            void readAgain(client, { queryKey: serviceTokensQuery(browserApi).queryKey });
            // The secret stays on the screen alone.
            create.reset();
            onCreated(created);
          },
        }),
      inWords,
    );
  };
  return (
    <ProblemForm trouble={trouble} onSubmit={submit}>
      {replaced !== null && (
        <p className="text-sm text-muted">
          The one there is goes on until you revoke it, so the service can change over without a pause.
        </p>
      )}
      <Field
        label="Service"
        hint={`What it does is recorded as service:${name.trim() === '' ? '…' : name.trim()}`}
        error={trouble.errors.name}
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            value={name}
            maxLength={63}
            placeholder="billing-agent"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={replaced !== null}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <ScopeFields value={scopes} onChange={setScopes} error={errorOf(trouble.errors, 'scopes')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Works for" error={lifetime === 'date' ? undefined : trouble.errors.expiresAt}>
          {(control) => (
            <Select
              {...control}
              name="lifetime"
              value={lifetime}
              onChange={({ target }) => setLifetime(target.value as keyof typeof lifetimes)}
            >
              {Object.entries(lifetimes).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {lifetime === 'date' && (
          <Field label="Until" hint={`Your time zone: ${timeZoneName()}`} error={trouble.errors.expiresAt}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                name="expiresAt"
                value={until}
                max="9999-12-31T23:59"
                onChange={({ target }) => setUntil(target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <FormButtons onCancel={onClose} disabled={create.isPending}>
        {create.isPending ? 'Making…' : 'Make token'}
      </FormButtons>
    </ProblemForm>
  );
}

function expiryOf(lifetime: keyof typeof lifetimes, until: string): string | null | undefined {
  if (lifetime === 'never') return undefined;
  if (lifetime === 'date') return fromDateTimeInput(until);
  return new Date(Date.now() + Number(lifetime) * DAY_MS).toISOString();
}

function inWords({ path, message }: Issue): Issue {
  if (path[0] === 'scopes') return { path, message: 'Choose at least one' };
  return path[0] === 'expiresAt' ? { path, message: 'Say until when' } : { path, message };
}
