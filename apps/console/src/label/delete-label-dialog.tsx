'use client';

import { useQuery } from '@tanstack/react-query';
import type { Label } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useCommand } from '../live/use-command.ts';
import { counted } from '../time/numbers.ts';
import { labelCommands } from './commands.ts';
import { type LabelImpact, labelImpactQuery } from './impact-query.ts';

/** How many groups are named. */
const NAMED = 5;

interface DeleteLabelDialogProps {
  readonly label: Label;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before a label is deleted, and says which tools and groups that touches. */
export function DeleteLabelDialog({ label, isOpen, onClose }: DeleteLabelDialogProps) {
  const impact = useQuery({ ...labelImpactQuery(browserApi, label.id), enabled: isOpen });
  const remove = useCommand({
    aggregate: 'label',
    send: (_: undefined, api: Api) => labelCommands(api).remove(label.id),
    done: ({ revision }) => `“${label.name}” deleted, saved as v${revision}`,
    onWritten: onClose,
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={`Delete “${label.name}”?`}
      confirm="Delete label"
      tone="danger"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4">
        <li>
          {label.toolCount === 0
            ? 'No tool has it now.'
            : `It is taken from ${counted(label.toolCount, 'tool')}.`}
        </li>
        <li>
          {impact.isError ? 'Which groups require it cannot be said right now.' : groupWords(impact.data)}
        </li>
        <li>It cannot be brought back. Its history stays in the log and in the feed.</li>
      </ul>
    </ConfirmDialog>
  );
}

function groupWords(impact: LabelImpact | undefined): string {
  if (impact === undefined) return 'Looking for the groups that require it…';
  const { groups, isComplete } = impact;
  const ofThose = isComplete ? '' : ' of those that were looked at';
  if (groups.length === 0) return `No tool group${ofThose} requires it.`;
  const names = groups.slice(0, NAMED).map(({ name }) => `“${name}”`);
  const rest = groups.length - names.length;
  const all = [...names, ...(rest > 0 ? [counted(rest, 'other')] : [])];
  const words = new Intl.ListFormat('en-GB').format(all);
  return `Selectors of ${counted(groups.length, 'tool group')}${ofThose} require it and select nothing then: ${words}.`;
}
