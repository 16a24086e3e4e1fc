'use client';

import { ChevronDown, Copy, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { errorOf } from '../../api-client/error-of.ts';
import type { FieldErrors } from '../../api-client/field-errors.ts';
import { Button } from '../../components/ui/button.tsx';
import { ChipsInput } from '../../components/ui/chips-input.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Field, Input } from '../../components/ui/field.tsx';
import { Criteria } from '../criteria.tsx';
import { LabelCriterion } from './label-criterion.tsx';
import { isBlank, type SelectorDraft, selectorOf } from './selector-draft.ts';

const patterns = [
  { name: 'namePattern', label: 'Name pattern', placeholder: 'any, e.g. get_*' },
  { name: 'sourcePattern', label: 'Source pattern', placeholder: 'any, e.g. billing*' },
  { name: 'methodPattern', label: 'Method pattern', placeholder: 'any, e.g. GET' },
  { name: 'pathPattern', label: 'Path pattern', placeholder: 'any, e.g. /v1/invoices/*' },
] as const;

const tags = [
  { name: 'requiredTags', label: 'Required tags', placeholder: 'none, e.g. stable, public' },
  { name: 'excludedTags', label: 'Excluded tags', placeholder: 'none, e.g. beta' },
] as const;

interface SelectorCardProps {
  /** Its place among the selectors, from 1. */
  readonly number: number;
  readonly draft: SelectorDraft;
  readonly isOpen: boolean;
  readonly errors: FieldErrors;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (draft: SelectorDraft) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

/** One selector: what it asks for in words and, when it is open, every criterion. */
export function SelectorCard(props: SelectorCardProps) {
  const { number, draft, isOpen, onOpen, onCopy, onRemove } = props;
  const id = useId();
  return (
    <fieldset className="min-w-0 p-4 sm:px-5">
      <legend className="sr-only">Selector {number}</legend>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p aria-hidden className="mb-1 text-xs font-semibold text-muted">
            Selector {number}
            {draft.id !== '' && <span className="ml-2 font-mono font-normal break-all">{draft.id}</span>}
          </p>
          <Words draft={draft} />
        </div>
        <div className="flex shrink-0 gap-1">
          <Button
            variant="ghost"
            size="icon"
            aria-label={`${isOpen ? 'Close' : 'Edit'} selector ${number}`}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => onOpen(!isOpen)}
          >
            <ChevronDown aria-hidden className={cn('transition-transform', isOpen && 'rotate-180')} />
          </Button>
          <Button variant="ghost" size="icon" aria-label={`Copy selector ${number}`} onClick={onCopy}>
            <Copy aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" aria-label={`Remove selector ${number}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        </div>
      </div>
      <div id={id} hidden={!isOpen} className="mt-4">
        {isOpen && <CriterionFields {...props} />}
      </div>
    </fieldset>
  );
}

function Words({ draft }: { draft: SelectorDraft }) {
  if (!isBlank(draft)) return <Criteria selector={selectorOf(draft)} />;
  return (
    <p className="text-sm text-muted">
      Nothing yet, and left out when it is saved. Fill in a criterion; a name pattern of * selects every tool.
    </p>
  );
}

function CriterionFields({ number, draft, errors, onChange }: SelectorCardProps) {
  const prefix = `selectors[${number - 1}].`;
  const monospaced = 'font-mono text-[0.8125rem] placeholder:font-sans';
  return (
    <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
      {patterns.map(({ name, label, placeholder }) => (
        <Field key={name} label={label} error={errorOf(errors, prefix + name)}>
          {(control) => (
            <Input
              {...control}
              name={prefix + name}
              value={draft[name]}
              placeholder={placeholder}
              maxLength={256}
              autoComplete="off"
              spellCheck={false}
              className={monospaced}
              onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {tags.map(({ name, label, placeholder }) => (
        <Field key={name} label={label} error={errorOf(errors, prefix + name)}>
          {(control) => (
            <ChipsInput
              control={control}
              name={prefix + name}
              values={draft[name]}
              placeholder={placeholder}
              maxLength={100}
              onChange={(values) => onChange({ ...draft, [name]: values })}
            />
          )}
        </Field>
      ))}
      <LabelCriterion
        labelIds={draft.requiredLabelIds}
        error={errorOf(errors, `${prefix}requiredLabelIds`)}
        onChange={(requiredLabelIds) => onChange({ ...draft, requiredLabelIds })}
      />
      <Field
        label="Selector id"
        hint={draft.isKnown ? 'By this the history and the reasons name it.' : undefined}
        error={errorOf(errors, `${prefix}id`)}
      >
        {(control) => (
          <Input
            {...control}
            name={`${prefix}id`}
            value={draft.id}
            placeholder="made up when left empty"
            maxLength={64}
            readOnly={draft.isKnown}
            autoComplete="off"
            spellCheck={false}
            className={monospaced}
            onChange={(event) => onChange({ ...draft, id: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
