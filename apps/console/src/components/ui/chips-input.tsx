'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { BareButton } from './bare-button.tsx';
import { cn } from './cn.ts';
import type { ControlProps } from './field.tsx';
import { useAlive } from './use-alive.ts';

interface ChipsInputProps {
  /** Ties the box to its label, as a {@link Field} gives it. */
  readonly control: ControlProps;
  readonly name: string;
  readonly values: readonly string[];
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly onChange: (values: string[]) => void;
}

/** Several short texts. Enter, a comma or leaving the box adds what is typed; Backspace in an empty box takes the last one away. */
export function ChipsInput({ control, name, values, placeholder, maxLength, onChange }: ChipsInputProps) {
  const [text, setText] = useState('');
  const isAlive = useAlive();
  const add = () => {
    setText('');
    const typed = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const added = [...new Set([...values, ...typed])];
    if (added.length > values.length) onChange(added);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1));
  };
  return (
    <div
      className={cn(
        'flex min-h-(--control) w-full flex-wrap items-center gap-1 rounded-lg border border-field-border bg-surface px-1.5 py-1 text-sm transition-colors focus-within:outline-2 focus-within:outline-accent hover:border-muted',
        control['aria-invalid'] && 'border-bad outline-bad!',
      )}
    >
      {values.map((value) => (
        <span
          key={value}
          className="inline-flex max-w-full items-center gap-0.5 rounded-md bg-sunken py-px pl-1.5 font-mono text-[0.8125rem]"
        >
          <span className="min-w-0 break-all">{value}</span>
          <BareButton
            aria-label={`Remove ${value}`}
            className="grid size-6 shrink-0 place-items-center rounded-md text-muted hover:text-foreground"
            onClick={() => onChange(values.filter((other) => other !== value))}
          >
            <X aria-hidden className="size-3.5" />
          </BareButton>
        </span>
      ))}
      <input
        {...control}
        name={name}
        value={text}
        readOnly={!isAlive}
        placeholder={values.length === 0 ? placeholder : undefined}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        className="min-w-16 flex-1 bg-transparent px-1.5 py-0.5 font-mono text-[0.8125rem] outline-none placeholder:font-sans placeholder:text-muted"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
    </div>
  );
}
