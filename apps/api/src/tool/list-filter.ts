import type { ToolFilter } from '@tools-provider/contracts';
import type { DocumentFilter } from '@tools-provider/event-sourcing';
import { defined } from '../http/defined.ts';
import { flagOf } from '../http/list-page.ts';

/** The documents that the filters of the list ask for, its search aside. */
export function toolFilterOf({
  sourceId,
  status,
  method,
  enabled,
  available,
  tag,
  labelId,
}: ToolFilter): Pick<DocumentFilter, 'where'> {
  return {
    where: defined({
      sourceId,
      status,
      method,
      isEnabled: flagOf(enabled),
      isAvailable: flagOf(available),
      tags: tag,
      labelIds: labelId,
    }),
  };
}
