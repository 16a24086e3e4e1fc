'use client';

import { Select } from './field.tsx';

/** What may be chosen: its value in the URL, and its name. */
export type FilterChoice<Value extends string> = readonly [value: Value, name: string];

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  /** What stands for everything. */
  readonly any: string;
  readonly choices: readonly FilterChoice<Value>[];
  /** Null: everything. One that is not among the choices, as a link may have it, can be seen and taken away. */
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly className?: string;
}

const ANY = '';

/** Narrows a list to one of several values, or to none of them. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, any, choices, value, onChange, className = 'w-auto' } = props;
  const isKnown = value === null || choices.some(([choice]) => choice === value);
  return (
    <Select
      aria-label={label}
      className={className}
      value={value ?? ANY}
      onChange={({ target }) => onChange(target.value === ANY ? null : (target.value as Value))}
    >
      <option value={ANY}>{any}</option>
      {choices.map(([choice, name]) => (
        <option key={choice} value={choice}>
          {name}
        </option>
      ))}
      {!isKnown && <option value={value}>{value}</option>}
    </Select>
  );
}

/** Each value with its name, in the order of the values. */
export function choicesOf<Value extends string>(
  values: readonly Value[],
  nameOf: (value: Value) => string,
): readonly FilterChoice<Value>[] {
  return values.map((value) => [value, nameOf(value)]);
}
