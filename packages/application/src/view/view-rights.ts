import type { View } from '@tools-provider/domain';
import type { Actor } from '@tools-provider/event-sourcing';
import { CodedError, type ErrorPlace } from '@tools-provider/mediator';
import { hasRole } from '../roles.ts';

/** What everybody sees is for operators to give: `forbidden` (code `sharing-needs-operator`) for others. */
export function refuseSharingUnlessOperator(actor: Actor): void {
  if (hasRole(actor, 'operator')) return;
  throw new CodedError('forbidden', 'sharing-needs-operator', 'Sharing a view needs the role operator', {
    places: [{ pointer: '/isShared', detail: 'needs the role operator' }],
  });
}

/** Whether somebody may take a view out of everybody's sight: it is theirs, or they are an admin and it is shared. */
export function mayWithdraw(actor: Actor, { state }: View): boolean {
  return state.ownerId === actor.id || (state.isShared && hasRole(actor, 'admin'));
}

/** The view belongs to somebody else. */
export function notYourView({ id, state }: View, places: readonly ErrorPlace[] = []): CodedError {
  return new CodedError('forbidden', 'not-your-view', `The view ${id} belongs to ${state.ownerId}`, {
    places,
  });
}
