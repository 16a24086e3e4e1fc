import type { ToolGroupFilter } from '@tools-provider/contracts';
import { afterPrefix, type DocumentFilter, orderText } from '@tools-provider/event-sourcing';
import { defined } from '../http/defined.ts';
import { flagOf } from '../http/list-page.ts';

/** The documents that the filters of the list ask for, its search aside. */
export function toolGroupFilterOf({
  active,
  requiresApproval,
  hasActivationRequest,
  createdBy,
  namePrefix,
  updatedSince,
}: ToolGroupFilter): Pick<DocumentFilter, 'where' | 'ranges'> {
  const name = namePrefix === undefined ? undefined : orderText(namePrefix);
  return {
    where: defined({
      isActive: flagOf(active),
      requiresApproval: flagOf(requiresApproval),
      hasActivationRequest: flagOf(hasActivationRequest),
      createdBy,
    }),
    ranges: defined({
      nameOrder: name === undefined ? undefined : { from: name, before: afterPrefix(name) },
      updatedAt: updatedSince === undefined ? undefined : { from: updatedSince },
    }),
  };
}
