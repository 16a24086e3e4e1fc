'use client';

import type { ServiceTokenScope } from '@tools-provider/contracts';
import { useId } from 'react';
import { FieldNotes, notedBy } from '../components/ui/field.tsx';
import { useAlive } from '../components/ui/use-alive.ts';
import { scopeAreas } from './scope-words.ts';

interface ScopeFieldsProps {
  readonly value: readonly ServiceTokenScope[];
  readonly onChange: (value: readonly ServiceTokenScope[]) => void;
  readonly error: string | undefined;
}

/** What a service may read and change, area by area. */
export function ScopeFields({ value, onChange, error }: ScopeFieldsProps) {
  const id = useId();
  const toggle = (scope: ServiceTokenScope, isWanted: boolean) =>
    onChange(isWanted ? [...value, scope] : value.filter((other) => other !== scope));
  const box = (area: string, verb: string, scope: ServiceTokenScope, isFirst: boolean) => (
    <ScopeBox
      label={`${verb} ${area.toLowerCase()}`}
      word={verb}
      isChecked={value.includes(scope)}
      onChange={(isWanted) => toggle(scope, isWanted)}
      isInvalid={isFirst && error !== undefined}
    />
  );
  return (
    <fieldset {...describedBy(id, error)}>
      <legend className="mb-1.5 text-[0.8125rem] font-medium">May</legend>
      <ul className="divide-y rounded-lg border">
        {scopeAreas.map((area, at) => (
          <li key={area.name} className="flex min-h-11 items-center justify-between gap-3 px-3 py-1.5">
            <span className="min-w-0 text-sm">
              {area.name}
              {'what' in area && <span className="block text-xs text-muted">{area.what}</span>}
            </span>
            <span className="grid shrink-0 grid-cols-[4.5rem_5rem] gap-2">
              {box(area.name, 'Read', area.read, at === 0)}
              {'write' in area && box(area.name, 'Change', area.write, false)}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-xs text-muted">
        Changing does not include reading. What takes an admin, no service may do.
      </p>
      <FieldNotes id={id} hint={undefined} error={error} />
    </fieldset>
  );
}

function describedBy(id: string, error: string | undefined) {
  const { 'aria-describedby': notes } = notedBy({ id, hint: undefined, error });
  return { 'aria-describedby': notes };
}

interface ScopeBoxProps {
  readonly label: string;
  readonly word: string;
  readonly isChecked: boolean;
  readonly isInvalid: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

function ScopeBox({ label, word, isChecked, isInvalid, onChange }: ScopeBoxProps) {
  const isAlive = useAlive();
  return (
    <label className="flex min-h-6 items-center gap-2 text-[0.8125rem]">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        disabled={!isAlive}
        aria-invalid={isInvalid || undefined}
        className="size-4 accent-accent"
        onChange={({ target }) => onChange(target.checked)}
      />
      <span aria-hidden>{word}</span>
    </label>
  );
}
