'use client';

import { CheckboxField } from '../components/ui/checkbox-field.tsx';
import { useMe } from '../session/me.tsx';
import { mayWaiveApproval } from '../session/permissions.ts';

interface ApprovalFieldProps {
  readonly isRequired: boolean;
  /** Whether the group requires an approval as it is now; only an admin takes that back. */
  readonly wasRequired?: boolean;
  readonly error: string | undefined;
  readonly onChange: (isRequired: boolean) => void;
}

/** Whether a group becomes active by an approval only. */
export function ApprovalField({ isRequired, wasRequired = false, error, onChange }: ApprovalFieldProps) {
  const isLocked = wasRequired && !mayWaiveApproval(useMe());
  return (
    <CheckboxField
      name="requiresApproval"
      label="Activation needs an approval"
      hint={hintOf({ isRequired, wasRequired, isLocked })}
      error={error}
      checked={isRequired}
      disabled={isLocked}
      onChange={onChange}
    />
  );
}

function hintOf({
  isRequired,
  wasRequired,
  isLocked,
}: {
  isRequired: boolean;
  wasRequired: boolean;
  isLocked: boolean;
}): string {
  if (isLocked) return 'Only an admin may take this back.';
  if (wasRequired && !isRequired) {
    return 'Every operator may then activate the group at once, without asking. A request that is pending stays until it is decided.';
  }
  return 'Who activates the group asks for it; an admin other than them approves. Only an admin may take this back.';
}
