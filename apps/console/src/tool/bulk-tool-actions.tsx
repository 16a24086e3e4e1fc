'use client';

import type { CreateJobBody, Label, ToolFilter } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Tag, Tags } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Field, Select } from '../components/ui/field.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { ReasonField } from '../components/ui/reason-field.tsx';
import { SelectionBar } from '../components/ui/selection-bar.tsx';
import type { RowSelection } from '../components/ui/use-row-selection.ts';
import { bulkTargetOf } from '../job/bulk-target.ts';
import { narrowingOf, type ToolFilters } from './list-filters.ts';

const BulkDialog = openedLater(
  async () => (await import('../job/bulk-dialog.tsx')).BulkDialog,
  ({ body }) => body !== null,
);

interface BulkToolActionsProps {
  readonly selection: RowSelection;
  readonly filters: ToolFilters;
  readonly labels: readonly Label[];
  /** How many the filters find. */
  readonly total: number;
}

const explanations = {
  'enable-tools': 'Agents can use them, as far as their sources have them and are enabled.',
  'disable-tools': 'Agents can no longer use them, in whichever group they are. They can be enabled again.',
  'label-tools': 'Selectors that require the label select them from then on.',
  'unlabel-tools': 'Selectors that require the label select them no more.',
} as const;

type BulkToolAction = keyof typeof explanations;

/** What can be done with the selected tools at once. */
export function BulkToolActions({ selection, filters, labels, total }: BulkToolActionsProps) {
  const [body, setBody] = useState<CreateJobBody | null>(null);
  const [reason, setReason] = useState('');
  const [labelId, setLabelId] = useState('');
  const [usual] = labels;
  const ask = (action: BulkToolAction) => {
    setReason('');
    setLabelId(usual?.id ?? '');
    const target = bulkTargetOf(selection, narrowingOf(filters) as ToolFilter);
    const isAboutLabel = action === 'label-tools' || action === 'unlabel-tools';
    setBody(isAboutLabel ? { action, labelId: usual?.id ?? '', ...target } : { action, ...target });
  };
  const action = (body?.action ?? 'enable-tools') as BulkToolAction;
  return (
    <>
      <SelectionBar selection={selection} one="tool" total={total}>
        <Button size="small" onClick={() => ask('enable-tools')}>
          <CirclePlay aria-hidden />
          Enable
        </Button>
        <Button size="small" onClick={() => ask('disable-tools')}>
          <CirclePause aria-hidden />
          Disable
        </Button>
        {usual !== undefined && (
          <>
            <Button size="small" onClick={() => ask('label-tools')}>
              <Tag aria-hidden />
              Label
            </Button>
            <Button size="small" onClick={() => ask('unlabel-tools')}>
              <Tags aria-hidden />
              Take a label
            </Button>
          </>
        )}
      </SelectionBar>
      <BulkDialog
        body={body === null ? null : wishOf(body, reason.trim(), labelId)}
        explanation={explanations[action]}
        fields={fieldsOf(action, { reason, setReason, labels, labelId, setLabelId })}
        onStarted={selection.clear}
        onClose={() => setBody(null)}
      />
    </>
  );
}

/** What is asked for, with what the fields say. */
function wishOf(body: CreateJobBody, reason: string, labelId: string): CreateJobBody {
  if (body.action === 'label-tools' || body.action === 'unlabel-tools') return { ...body, labelId };
  return body.action === 'disable-tools' && reason !== '' ? { ...body, reason } : body;
}

interface WishFields {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly labels: readonly Label[];
  readonly labelId: string;
  readonly setLabelId: (id: string) => void;
}

function fieldsOf(action: BulkToolAction, fields: WishFields): ReactNode {
  if (action === 'enable-tools') return null;
  if (action === 'disable-tools') {
    return <ReasonField value={fields.reason} onChange={fields.setReason} />;
  }
  return (
    <Field label="Label">
      {(control) => (
        <Select
          {...control}
          name="label"
          value={fields.labelId}
          onChange={({ target }) => fields.setLabelId(target.value)}
        >
          {fields.labels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
