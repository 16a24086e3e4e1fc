'use client';

import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import { useAlive } from './use-alive.ts';

interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off at once, with a label; its position and a word say which. */
export function SwitchField({ label, hint, isOn, disabled = false, onChange }: SwitchFieldProps) {
  const id = useId();
  const isAlive = useAlive();
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <p id={`${id}-label`} className="text-[0.8125rem] font-medium">
          {label}
        </p>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
      <span className="flex items-center gap-2">
        <span aria-hidden className="text-xs text-muted">
          {isOn ? 'On' : 'Off'}
        </span>
        <Switch.Root
          checked={isOn}
          disabled={disabled || !isAlive}
          onCheckedChange={(checked) => onChange(checked)}
          aria-labelledby={`${id}-label`}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="flex h-6 w-10 shrink-0 items-center rounded-full border border-field-border bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60"
        >
          <Switch.Thumb className="size-4.5 rounded-full bg-field-border transition-transform data-checked:translate-x-4 data-checked:bg-accent-foreground" />
        </Switch.Root>
      </span>
    </div>
  );
}
