'use client';

import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useMe } from '../session/me.tsx';
import { cancellingWords } from './approval-words.ts';
import type { StatusChange } from './use-status-change.ts';

/** Asks before a task decides about an activation, since that is for good. */
export function DecisionDialog({ change }: { change: StatusChange }) {
  const me = useMe();
  const { decision, isAsking, decide, dismiss } = change;
  const approval = decision?.task.approval;
  const requestedBy = approval?.requestedBy ?? '';
  const cancelling = cancellingWords(me, { requestedBy });
  const isBusy = decision !== null && change.wantedOf(decision.task) !== undefined;
  return (
    <>
      <ConfirmDialog
        isOpen={isAsking && decision?.status === 'completed'}
        onOpenChange={dismiss}
        title="Approve the activation?"
        confirm="Approve activation"
        isBusy={isBusy}
        onConfirm={decide}
      >
        Completing the task approves the request of {requestedBy}: the tool group becomes active, and agents
        may use its tools. The decision is final.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isAsking && decision?.status === 'cancelled'}
        onOpenChange={dismiss}
        title={`${cancelling}?`}
        confirm={cancelling}
        tone="danger"
        isBusy={isBusy}
        onConfirm={decide}
      >
        Cancelling the task withdraws the request of {requestedBy}: the tool group stays inactive. The
        decision is final; the activation can be requested anew.
      </ConfirmDialog>
    </>
  );
}
