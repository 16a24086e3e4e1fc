'use client';

import { useState } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { Field, Textarea } from '../components/ui/field.tsx';
import { Markdown } from './markdown.tsx';

interface MarkdownFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly rows?: number;
  readonly isOptional?: boolean;
  readonly placeholder?: string;
}

/** A text in Markdown, and how it will look. */
export function MarkdownField(props: MarkdownFieldProps) {
  const { label, name, value, onChange, error, rows = 6, isOptional = false, placeholder } = props;
  const [isPreviewed, setIsPreviewed] = useState(false);
  return (
    <div className="relative">
      <div className="absolute top-0 right-0 flex gap-0.5">
        <ModeButton isOn={!isPreviewed} onChoose={() => setIsPreviewed(false)}>
          Write
        </ModeButton>
        <ModeButton isOn={isPreviewed} onChoose={() => setIsPreviewed(true)}>
          Preview
        </ModeButton>
      </div>
      <Field
        label={label}
        isOptional={isOptional}
        hint={
          isPreviewed
            ? undefined
            : 'Markdown: **bold**, *italic*, `code`, lists, [links](https://…), - [ ] to do'
        }
        error={error}
      >
        {(control) => (
          <>
            <Textarea
              {...control}
              name={name}
              rows={rows}
              value={value}
              hidden={isPreviewed}
              placeholder={placeholder}
              onChange={({ target }) => onChange(target.value)}
            />
            {isPreviewed && (
              <section
                aria-label={`${label}, as it will look`}
                className="min-h-24 rounded-lg border border-dashed border-field-border px-3 py-2"
              >
                {value.trim() === '' ? (
                  <p className="text-sm text-muted">Nothing to show yet.</p>
                ) : (
                  <Markdown text={value} />
                )}
              </section>
            )}
          </>
        )}
      </Field>
    </div>
  );
}

function ModeButton({ isOn, onChoose, children }: { isOn: boolean; onChoose: () => void; children: string }) {
  return (
    <BareButton
      aria-pressed={isOn}
      onClick={onChoose}
      className="min-h-6 rounded-md px-2 text-xs font-medium text-muted hover:text-foreground aria-pressed:bg-sunken aria-pressed:text-foreground"
    >
      {children}
    </BareButton>
  );
}
