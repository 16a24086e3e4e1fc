import type { Me, Task } from '@tools-provider/contracts';
import { mayApprove } from '../session/permissions.ts';

type Approval = NonNullable<Task['approval']>;

/** Why somebody may not approve; undefined when they may. */
export function whyNotApprove(
  person: Pick<Me, 'id' | 'roles'>,
  { requestedBy }: Approval,
): string | undefined {
  if (mayApprove(person, { requestedBy })) return undefined;
  return requestedBy === person.id
    ? 'You asked for it, so an admin other than you has to approve.'
    : `Only an admin other than ${requestedBy} may approve.`;
}

/** What cancelling such a task is called: whoever asked takes the wish back, anybody else says no. */
export function cancellingWords(
  person: Pick<Me, 'id'>,
  { requestedBy }: Pick<Approval, 'requestedBy'>,
): string {
  return requestedBy === person.id ? 'Withdraw request' : 'Reject request';
}
