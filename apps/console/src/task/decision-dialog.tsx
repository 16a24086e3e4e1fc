'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useMe } from '../session/me.tsx';
import { cancellingWords } from './approval-words.ts';

interface DecisionDialogProps {
  readonly approval: NonNullable<Task['approval']>;
  /** What was chosen and has to be confirmed; null: nothing. */
  readonly decision: TaskStatus | null;
  readonly isBusy: boolean;
  readonly onDecide: (decision: TaskStatus) => void;
  readonly onClose: () => void;
}

/** Asks before a task decides about an activation, since that is for good. */
export function DecisionDialog({ approval, decision, isBusy, onDecide, onClose }: DecisionDialogProps) {
  const me = useMe();
  const cancelling = cancellingWords(me, approval);
  return (
    <>
      <ConfirmDialog
        isOpen={decision === 'completed'}
        onOpenChange={onClose}
        title="Approve the activation?"
        confirm="Approve activation"
        isBusy={isBusy}
        onConfirm={() => onDecide('completed')}
      >
        Completing the task approves the request of {approval.requestedBy}: the tool group becomes active, and
        agents may use its tools. The decision is final.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={decision === 'cancelled'}
        onOpenChange={onClose}
        title={`${cancelling}?`}
        confirm={cancelling}
        tone="danger"
        isBusy={isBusy}
        onConfirm={() => onDecide('cancelled')}
      >
        Cancelling the task withdraws the request of {approval.requestedBy}: the tool group stays inactive.
        The decision is final; the activation can be requested anew.
      </ConfirmDialog>
    </>
  );
}
