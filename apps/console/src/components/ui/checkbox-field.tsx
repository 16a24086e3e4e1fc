'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { useAlive } from './use-alive.ts';

interface CheckboxFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly onChange: (isChecked: boolean) => void;
}

/** A yes or no with a label, what it means, and what is wrong with it. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { label, hint, error, onChange, disabled = false, className, ...input } = props;
  const id = useId();
  const isAlive = useAlive();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={cn('grid grid-cols-[auto_1fr] gap-x-2.5', className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        disabled={disabled || !isAlive}
        data-off={disabled || undefined}
        aria-describedby={described === '' ? undefined : described}
        aria-invalid={error === undefined ? undefined : true}
        className="mt-0.5 size-4 accent-accent data-off:opacity-60"
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id} className="text-[0.8125rem] leading-5 font-medium">
        {label}
      </label>
      <div className="col-start-2 flex flex-col gap-1">
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
        {error !== undefined && (
          <p id={`${id}-error`} className="text-xs font-medium text-bad">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
