'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { FieldNotes, notedBy } from './field.tsx';
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
  return (
    <div className={cn('grid grid-cols-[auto_1fr] gap-x-2.5', className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        disabled={disabled || !isAlive}
        data-off={disabled || undefined}
        {...notedBy({ id, hint, error })}
        className="mt-0.5 size-4 accent-accent data-off:opacity-60"
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id} className="text-[0.8125rem] leading-5 font-medium">
        {label}
      </label>
      <div className="col-start-2 flex flex-col gap-1">
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}
