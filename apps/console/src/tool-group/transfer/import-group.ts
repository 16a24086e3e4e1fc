import type { WrittenToolGroup } from '@tools-provider/contracts';
import { type Api, underKey } from '../../api-client/api.ts';
import { isUnanswered } from '../../api-client/wish-keys.ts';
import { toolGroupCommands } from '../commands.ts';
import type { PlannedGroup } from './import-plan.ts';

const REPEATED_AT_MOST = 2;

/** What one request may create; what is more is said by a second one. */
const MOST_AT_ONCE = { selectors: 100, explicitToolIds: 300, excludedTools: 100 } as const;

/** A group that importing would create or change. */
export type ImportedGroup = Extract<PlannedGroup, { kind: 'create' | 'change' }>;

/**
 * Does what was planned for one group, under its own key, so that sending it again does it once. A change is refused when
 * somebody has changed the group since it was planned.
 */
export async function importGroup(group: ImportedGroup, key: string, api: Api): Promise<WrittenToolGroup> {
  const commands = toolGroupCommands(underKey(api, key));
  const { definition } = group;
  if (group.kind === 'change') {
    return repeated(() => commands.replace(group.id, group.revision, definition));
  }
  const { selectors, explicitToolIds, excludedTools, ...fields } = definition;
  const own = group.id === null ? {} : { id: group.id };
  const isMuch =
    selectors.length > MOST_AT_ONCE.selectors ||
    explicitToolIds.length > MOST_AT_ONCE.explicitToolIds ||
    excludedTools.length > MOST_AT_ONCE.excludedTools;
  if (!isMuch) return repeated(() => commands.create({ ...own, ...definition }));
  const created = await repeated(() => commands.create({ ...own, ...fields }));
  return repeated(() => commands.replace(created.id, created.revision, definition));
}

async function repeated<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let again = REPEATED_AT_MOST; ; again -= 1) {
    try {
      return await send();
    } catch (error) {
      if (again === 0 || !isUnanswered(error)) throw error;
    }
  }
}
