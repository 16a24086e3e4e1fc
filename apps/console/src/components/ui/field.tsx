'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { useAlive } from './use-alive.ts';

const control =
  'w-full rounded-lg border border-field-border bg-surface px-3 text-sm text-foreground transition-colors placeholder:text-muted hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-bad aria-invalid:outline-bad data-off:opacity-60';

/** Props that tie a control to its label, hint and error. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  readonly className?: string;
  readonly children: (control: ControlProps) => ReactNode;
}

interface Notes {
  readonly id: string;
  readonly hint: ReactNode;
  readonly error: string | undefined;
}

/** The props that tie the control `id` to its {@link FieldNotes}. */
export function notedBy({ id, hint, error }: Notes): Omit<ControlProps, 'id'> {
  const notes = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    'aria-describedby': notes === '' ? undefined : notes,
    'aria-invalid': error === undefined ? undefined : true,
  };
}

/** What the control `id` means, and what is wrong with it. */
export function FieldNotes({ id, hint, error }: Notes) {
  return (
    <>
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
    </>
  );
}

/** A labelled control with a hint and, when something is wrong, what. */
export function Field({ label, hint, error, isOptional, className, children }: FieldProps) {
  const id = useId();
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
        {isOptional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children({
        id,
        ...notedBy({ id, hint, error }),
      })}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

/** A line of text. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input readOnly={!useAlive()} className={cn(control, 'h-(--control)', className)} {...props} />;
}

/** Several lines of text. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      readOnly={!useAlive()}
      className={cn(control, 'min-h-20 py-2 leading-relaxed', className)}
      {...props}
    />
  );
}

/** The browser's own choice of one, which phones and screen readers do best. */
export function Select({ className, disabled = false, ...props }: ComponentProps<'select'>) {
  const isAlive = useAlive();
  return (
    <select
      disabled={disabled || !isAlive}
      data-off={disabled || undefined}
      className={cn(control, 'select-arrow h-(--control) appearance-none pr-8 font-medium', className)}
      {...props}
    />
  );
}
