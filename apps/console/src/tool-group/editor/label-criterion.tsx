'use client';

import { X } from 'lucide-react';
import { BareButton } from '../../components/ui/bare-button.tsx';
import { Field, Select } from '../../components/ui/field.tsx';
import { useLabels } from '../../label/use-labels.ts';

interface LabelCriterionProps {
  readonly labelIds: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (labelIds: string[]) => void;
}

/** The labels that a tool must have, all of them. */
export function LabelCriterion({ labelIds, error, onChange }: LabelCriterionProps) {
  const { labels, labelOf } = useLabels();
  const nameOf = (id: string) => labelOf(id)?.name ?? id;
  const rest = labels.filter(({ id }) => !labelIds.includes(id));
  const words =
    labels.length === 0 ? 'there are no labels' : rest.length === 0 ? 'all of them' : 'choose one';
  return (
    <Field label="Required labels" error={error}>
      {(control) => (
        <div className="flex flex-col gap-1.5">
          <Select
            {...control}
            value=""
            disabled={rest.length === 0}
            onChange={({ target }) => target.value !== '' && onChange([...labelIds, target.value])}
          >
            <option value="">{words}</option>
            {rest.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          {labelIds.length > 0 && (
            <ul aria-label="Required labels" className="flex flex-wrap gap-1">
              {labelIds.map((id) => (
                <li
                  key={id}
                  className="inline-flex max-w-full items-center gap-0.5 rounded-md bg-sunken py-px pl-1.5 text-[0.8125rem]"
                >
                  <span className="min-w-0 break-all">{nameOf(id)}</span>
                  <BareButton
                    aria-label={`Do not require the label ${nameOf(id)}`}
                    className="grid size-6 shrink-0 place-items-center rounded-md text-muted hover:text-foreground"
                    onClick={() => onChange(labelIds.filter((other) => other !== id))}
                  >
                    <X aria-hidden className="size-3.5" />
                  </BareButton>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Field>
  );
}
