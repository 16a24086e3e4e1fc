'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { FieldErrors } from '../api-client/field-errors.ts';
import { Field, Input, Textarea } from '../components/ui/field.tsx';
import { colours } from './colours.ts';
import { LabelColor } from './label-chip.tsx';

/** A label as its form has it. */
export interface LabelDraft {
  readonly name: string;
  readonly description: string;
  readonly color: string;
}

interface LabelFieldsProps {
  readonly value: LabelDraft;
  readonly errors: FieldErrors;
  readonly onChange: (value: LabelDraft) => void;
}

/** What can be said of a label. */
export function LabelFields({ value, errors, onChange }: LabelFieldsProps) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            value={value.name}
            maxLength={100}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <Field label="Description" isOptional error={errors.description}>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            rows={2}
            value={value.description}
            maxLength={1000}
            onChange={({ target }) => onChange({ ...value, description: target.value })}
          />
        )}
      </Field>
      <Colour value={value.color} error={errors.color} onChange={(color) => onChange({ ...value, color })} />
    </>
  );
}

interface ColourProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (colour: string) => void;
}

function Colour({ value, error, onChange }: ColourProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <p id={id} className="text-[0.8125rem] font-medium">
        Colour
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <RadioGroup
          aria-labelledby={id}
          value={value}
          onValueChange={(chosen) => onChange(String(chosen))}
          className="flex flex-wrap gap-1.5"
        >
          {colours.map(({ name, value: colour }) => (
            <Radio.Root
              key={colour}
              value={colour}
              aria-label={name}
              title={name}
              nativeButton
              render={<button type="button" />}
              className="relative grid size-8 place-items-center rounded-lg border border-field-border/60 bg-surface hover:bg-sunken data-checked:border-accent data-checked:outline data-checked:outline-accent"
            >
              <LabelColor color={colour} className="size-4.5" />
              <Radio.Indicator className="absolute inset-0 grid place-items-center">
                <Check aria-hidden className="size-3.5 text-white" strokeWidth={3} />
              </Radio.Indicator>
            </Radio.Root>
          ))}
        </RadioGroup>
        <label className="flex h-8 items-center gap-2 rounded-lg border border-field-border/60 bg-surface pr-3 pl-1.5 text-[0.8125rem] font-medium hover:bg-sunken">
          <input
            type="color"
            name="color"
            value={value}
            onChange={({ target }) => onChange(target.value)}
            className="size-5 rounded"
          />
          Another
        </label>
      </div>
      {error !== undefined && <p className="text-xs font-medium text-bad">{error}</p>}
    </div>
  );
}
