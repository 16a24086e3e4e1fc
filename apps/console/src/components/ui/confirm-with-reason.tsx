import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ReasonField } from './reason-field.tsx';

interface ConfirmWithReasonProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Is given the reason without spaces around it, if there is one. */
  readonly onConfirm: (body: { reason?: string }) => void;
  /** What will come of it. */
  readonly children: ReactNode;
}

/** A {@link ConfirmDialog} that also asks why. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { onClose, reason, onReason, onConfirm, children, ...dialog } = props;
  const said = reason.trim();
  return (
    <ConfirmDialog
      {...dialog}
      onOpenChange={onClose}
      onConfirm={() => onConfirm(said === '' ? {} : { reason: said })}
    >
      <p className="mb-4">{children}</p>
      <ReasonField value={reason} onChange={onReason} className="text-foreground" />
    </ConfirmDialog>
  );
}
