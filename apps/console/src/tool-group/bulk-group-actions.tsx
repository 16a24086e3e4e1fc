'use client';

import { useQuery } from '@tanstack/react-query';
import type { CreateJobBody } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { ReasonField } from '../components/ui/reason-field.tsx';
import { SelectionBar } from '../components/ui/selection-bar.tsx';
import type { RowSelection } from '../components/ui/use-row-selection.ts';
import { bulkTargetOf } from '../job/bulk-target.ts';
import { useMe } from '../session/me.tsx';
import { mayDelete } from '../session/permissions.ts';
import { type ToolGroupFilters, toolGroupFilterOf } from './list-filters.ts';
import { toolGroupCountQuery } from './queries.ts';
import { useExport } from './transfer/use-export.ts';

const BulkDialog = openedLater(
  async () => (await import('../job/bulk-dialog.tsx')).BulkDialog,
  ({ body }) => body !== null,
);

interface BulkGroupActionsProps {
  readonly selection: RowSelection;
  readonly filters: ToolGroupFilters;
  readonly hasMore: boolean;
}

type BulkGroupAction = 'activate-tool-groups' | 'deactivate-tool-groups' | 'delete-tool-groups';

const explanations: Readonly<Record<BulkGroupAction, string>> = {
  'activate-tool-groups':
    'Agents can then use their tools. Groups that need an approval ask for it, and become active when an admin other than you approves.',
  'deactivate-tool-groups': 'Agents can no longer use their tools. They can be activated again at any time.',
  'delete-tool-groups': 'They cannot be brought back. Their history stays in the log and in the feed.',
};

/** What can be done with the selected tool groups at once. */
export function BulkGroupActions({ selection, filters, hasMore }: BulkGroupActionsProps) {
  const me = useMe();
  const [body, setBody] = useState<CreateJobBody | null>(null);
  const exporting = useExport();
  const [reason, setReason] = useState('');
  const isCountWanted = hasMore && selection.ids.length === selection.offered && selection.offered > 0;
  const total = useQuery({ ...toolGroupCountQuery(browserApi, filters), enabled: isCountWanted }).data;
  const ask = (action: BulkGroupAction) => {
    setReason('');
    setBody({ action, ...bulkTargetOf(selection, toolGroupFilterOf(filters)) });
  };
  const action = (body?.action ?? 'activate-tool-groups') as BulkGroupAction;
  const wish = reason.trim();
  return (
    <>
      <SelectionBar selection={selection} one="group" total={hasMore ? (total ?? null) : selection.offered}>
        <Button size="small" onClick={() => ask('activate-tool-groups')}>
          <CirclePlay aria-hidden />
          Activate
        </Button>
        <Button size="small" onClick={() => ask('deactivate-tool-groups')}>
          <CirclePause aria-hidden />
          Deactivate
        </Button>
        <Button
          size="small"
          disabled={exporting.isPending}
          onClick={() => exporting.mutate(bulkTargetOf(selection, toolGroupFilterOf(filters)))}
        >
          <Download aria-hidden />
          Export
        </Button>
        {mayDelete(me) && (
          <Button size="small" variant="danger" onClick={() => ask('delete-tool-groups')}>
            <Trash2 aria-hidden />
            Delete
          </Button>
        )}
      </SelectionBar>
      <BulkDialog
        body={body === null || wish === '' ? body : ({ ...body, reason: wish } as CreateJobBody)}
        tone={action === 'delete-tool-groups' ? 'danger' : 'primary'}
        explanation={explanations[action]}
        fields={action === 'deactivate-tool-groups' && <ReasonField value={reason} onChange={setReason} />}
        onStarted={selection.clear}
        onClose={() => setBody(null)}
      />
    </>
  );
}
