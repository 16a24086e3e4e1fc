'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';

interface ChoiceGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly {
    readonly value: Value;
    readonly name: string;
    readonly what?: string;
    readonly Icon?: LucideIcon;
  }[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few choices, all of them in sight. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, choices, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div>
      <p id={id} className="mb-1.5 text-[0.8125rem] font-medium">
        {label}
      </p>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        disabled={disabled}
        onValueChange={(chosen) => onChange(chosen as Value)}
        className="grid auto-cols-fr gap-2 sm:grid-flow-col"
      >
        {choices.map(({ value: choice, name, what, Icon }) => (
          <Radio.Root
            key={choice}
            value={choice}
            nativeButton
            render={<button type="button" />}
            className="flex min-h-9 min-w-0 items-center gap-2.5 rounded-lg border border-field-border/60 bg-surface px-3 py-1.5 text-left text-sm transition-colors hover:bg-sunken data-checked:border-accent data-checked:bg-accent-soft data-checked:text-accent-text data-disabled:opacity-60"
          >
            <span
              aria-hidden
              className="grid size-4 shrink-0 place-items-center rounded-full border border-field-border bg-surface"
            >
              <Radio.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            <span className="min-w-0">
              <span className="flex items-center gap-1.5 font-medium">
                {Icon !== undefined && <Icon aria-hidden className="size-4" />}
                {name}
              </span>
              {what !== undefined && <span className="block text-xs text-muted">{what}</span>}
            </span>
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
