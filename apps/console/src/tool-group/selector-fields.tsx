'use client';

import { errorOf } from '../api-client/error-of.ts';
import type { FieldErrors } from '../api-client/field-errors.ts';
import { Field, Input } from '../components/ui/field.tsx';
import type { SelectorDraft } from './selector-draft.ts';

const fields = [
  { name: 'namePattern', label: 'Name pattern', placeholder: 'any, e.g. get_*' },
  { name: 'sourcePattern', label: 'Source pattern', placeholder: 'any, e.g. billing*' },
  { name: 'methodPattern', label: 'Method pattern', placeholder: 'any, e.g. GET' },
  { name: 'pathPattern', label: 'Path pattern', placeholder: 'any, e.g. /v1/invoices/*' },
  { name: 'requiredTags', label: 'Required tags', placeholder: 'none, e.g. stable, public' },
  { name: 'excludedTags', label: 'Excluded tags', placeholder: 'none, e.g. beta' },
  { name: 'id', label: 'Selector id', placeholder: 'made up when left empty' },
] as const;

interface SelectorFieldsProps {
  readonly value: SelectorDraft;
  readonly onChange: (value: SelectorDraft) => void;
  readonly errors: FieldErrors;
  /** What stands before a field's name in `errors`, such as `selectors[0].`. */
  readonly prefix?: string;
}

/** All criteria of one selector. Tools must meet every one that is filled in. */
export function SelectorFields({ value, onChange, errors, prefix = '' }: SelectorFieldsProps) {
  return (
    <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
      {fields.map(({ name, label, placeholder }) => (
        <Field key={name} label={label} error={errorOf(errors, prefix + name)}>
          {(control) => (
            <Input
              {...control}
              name={prefix + name}
              value={value[name]}
              placeholder={placeholder}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-[0.8125rem] placeholder:font-sans"
              onChange={(event) => onChange({ ...value, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
