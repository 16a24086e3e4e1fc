'use client';

import type { Label } from '@tools-provider/contracts';
import { Dialog } from '../components/ui/dialog.tsx';
import { CreateLabelForm, EditLabelForm } from './label-form.tsx';

interface LabelDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Where a new label is written down. */
export function CreateLabelDialog({ isOpen, onClose }: LabelDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="New label">
      <CreateLabelForm onDone={onClose} />
    </Dialog>
  );
}

/** Where a label is changed. */
export function EditLabelDialog({ label, isOpen, onClose }: LabelDialogProps & { readonly label: Label }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="Edit label">
      <EditLabelForm label={label} onDone={onClose} />
    </Dialog>
  );
}
