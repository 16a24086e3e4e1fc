'use client';

import { auditedAggregates } from '@tools-provider/contracts/values';
import { X } from 'lucide-react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { Button } from '../components/ui/button.tsx';
import { Field, Input, Select } from '../components/ui/field.tsx';
import { fromDateTimeInput, timeZoneName, toDateTimeInput } from '../time/date-time.ts';
import { aggregateNames, deedWords, typesAbout } from './audit-words.ts';
import { type AuditFilters, everything } from './filters.ts';

interface AuditToolbarProps {
  readonly filters: AuditFilters;
  /** All types there are. */
  readonly types: readonly string[];
  readonly actors: readonly string[];
  readonly onChange: (change: Partial<AuditFilters>) => void;
}

/** What the audit is narrowed to: who, what, about what, and when. */
export function AuditToolbar({ filters, types: all, actors, onChange }: AuditToolbarProps) {
  const types = typesAbout(all, filters.aggregate);
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <search className="mb-3 grid grid-cols-2 items-end gap-x-2 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
      <Field label="Who">
        {(control) => (
          <>
            <Input
              {...control}
              list={`${control.id}-known`}
              value={filters.actor ?? ''}
              maxLength={200}
              placeholder="Anybody"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={({ target }) => onChange({ actor: target.value === '' ? null : target.value })}
            />
            <datalist id={`${control.id}-known`}>
              {actors.map((actor) => (
                <option key={actor} value={actor} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="About">
        {(control) => (
          <Select
            {...control}
            value={filters.aggregate ?? 'any'}
            onChange={({ target }) =>
              onChange({
                aggregate: auditedAggregates.find((one) => one === target.value) ?? null,
                type: null,
                id: null,
              })
            }
          >
            <option value="any">Anything</option>
            {auditedAggregates.map((aggregate) => (
              <option key={aggregate} value={aggregate}>
                {aggregateNames[aggregate]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="What" className="max-sm:col-span-2">
        {(control) => (
          <Select
            {...control}
            value={filters.type ?? 'any'}
            onChange={({ target }) => onChange({ type: target.value === 'any' ? null : target.value })}
          >
            <option value="any">Any event</option>
            {filters.type !== null && !types.includes(filters.type) && (
              <option value={filters.type}>{filters.type}</option>
            )}
            {types.map((type) => (
              <option key={type} value={type}>
                {deedWords(type)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <When label="From" value={filters.from} onChange={(from) => onChange({ from })} />
      <When label="Until" value={filters.until} onChange={(until) => onChange({ until })} />
      {isFiltered && (
        <div className="col-span-full flex flex-wrap items-center gap-2">
          {filters.id !== null && (
            <Button size="small" className="max-w-full font-normal" onClick={() => onChange({ id: null })}>
              <span className="truncate">
                about <code className="font-mono text-xs">{filters.id}</code>
              </span>
              <X aria-label="Show what was done to others, too" />
            </Button>
          )}
          <BareButton
            onClick={() => onChange(everything)}
            className="min-h-6 rounded-md px-1 text-[0.8125rem] font-medium text-accent-text hover:underline"
          >
            Show everything
          </BareButton>
        </div>
      )}
    </search>
  );
}

function When({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          title={`Your time zone: ${timeZoneName()}`}
          value={dateTimeOf(value)}
          max="9999-12-31T23:59"
          className="min-w-0 max-sm:px-2 max-sm:text-xs"
          onChange={({ target }) => onChange(fromDateTimeInput(target.value))}
        />
      )}
    </Field>
  );
}

// The URL may hold anything.
function dateTimeOf(value: string | null): string {
  return value === null || Number.isNaN(Date.parse(value)) ? '' : toDateTimeInput(value);
}
