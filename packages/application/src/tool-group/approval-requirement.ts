import type { ToolGroup } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { hasRole } from '../roles.ts';

/**
 * Lets a group become active by an approval only, or without one; `undefined` leaves it as it is. `forbidden` (code `approval-waiver`) for
 * a caller who waives an approval and is no admin.
 */
export function setApprovalRequirement(
  group: ToolGroup,
  isRequired: boolean | undefined,
  context: CommandContext,
): void {
  if (isRequired === true) group.requireApproval(context);
  if (isRequired === false) waiveApproval(group, context);
}

function waiveApproval(group: ToolGroup, context: CommandContext): void {
  if (group.state.requiresApproval && !hasRole(context.actor, 'admin')) {
    throw new CodedError(
      'forbidden',
      'approval-waiver',
      'Only an admin may let a group that requires an approval become active without one',
      { places: [{ pointer: '/requiresApproval', detail: 'needs the role admin to become false' }] },
    );
  }
  group.waiveApproval(context);
}
