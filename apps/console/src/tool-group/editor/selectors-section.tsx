'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { FieldErrors } from '../../api-client/field-errors.ts';
import { Button } from '../../components/ui/button.tsx';
import { Section } from '../../components/ui/card.tsx';
import { SelectorCard } from './selector-card.tsx';
import { blankSelector, isBlank, type SelectorDraft } from './selector-draft.ts';

interface SelectorsSectionProps {
  readonly selectors: readonly SelectorDraft[];
  readonly errors: FieldErrors;
  readonly onChange: (selectors: SelectorDraft[]) => void;
}

/** The rules of a group. One that is there already is told in words until somebody opens it. */
export function SelectorsSection({ selectors, errors, onChange }: SelectorsSectionProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(selectors.filter(isBlank).map(({ key }) => key)),
  );
  const toggle = (key: string, isOpen: boolean) =>
    setOpen((all) => new Set(isOpen ? [...all, key] : [...all].filter((other) => other !== key)));
  const add = (selector: SelectorDraft, after = selectors.length) => {
    onChange(selectors.toSpliced(after, 0, selector));
    toggle(selector.key, true);
  };
  return (
    <Section
      title="Selectors"
      description="A tool joins when it meets all criteria of at least one selector."
      action={
        <Button size="small" onClick={() => add(blankSelector(crypto.randomUUID()))}>
          <Plus aria-hidden />
          Add selector
        </Button>
      }
    >
      {selectors.length === 0 && (
        <p className="px-5 py-6 text-center text-sm text-muted">
          No selectors: the group holds only the tools that are named below.
        </p>
      )}
      <div className="divide-y">
        {selectors.map((selector, at) => (
          <SelectorCard
            key={selector.key}
            number={at + 1}
            draft={selector}
            isOpen={open.has(selector.key) || hasErrors(errors, at)}
            errors={errors}
            onOpen={(isOpen) => toggle(selector.key, isOpen)}
            onChange={(changed) => onChange(selectors.with(at, changed))}
            onCopy={() => add({ ...selector, key: crypto.randomUUID(), id: '', isKnown: false }, at + 1)}
            onRemove={() => onChange(selectors.toSpliced(at, 1))}
          />
        ))}
      </div>
    </Section>
  );
}

function hasErrors(errors: FieldErrors, at: number): boolean {
  return Object.keys(errors).some((place) => place.startsWith(`selectors[${at}]`));
}
