import type { ToolGroup } from '@tools-provider/contracts';
import { Hourglass, ShieldCheck } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';

/** Whether a group becomes active by an approval only, and whether one is being waited for; nothing for other groups. */
export function ApprovalPill({
  group,
}: {
  group: Pick<ToolGroup, 'requiresApproval' | 'activationRequest'>;
}) {
  if (group.activationRequest !== null) {
    return (
      <Pill tone="wait">
        <Hourglass aria-hidden />
        Approval pending
      </Pill>
    );
  }
  if (!group.requiresApproval) return null;
  return (
    <Pill tone="hollow">
      <ShieldCheck aria-hidden />
      Needs approval
    </Pill>
  );
}
