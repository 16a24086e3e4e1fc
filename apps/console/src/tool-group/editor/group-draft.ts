import '../../api-client/no-eval.ts';
import {
  type CreateToolGroupBody,
  type PreviewBody,
  type ReplaceToolGroupBody,
  toolGroupName,
} from '@tools-provider/contracts';
import { z } from 'zod';
import type { Defined } from '../definition.ts';
import {
  blankSelector,
  draftOfSelector,
  isBlank,
  selectorDraft,
  selectorIdentity,
  selectorOf,
} from './selector-draft.ts';

/** A whole definition as it is typed. */
export const groupDraft = z.object({
  name: z.string(),
  description: z.string(),
  requiresApproval: z.boolean(),
  selectors: z.array(selectorDraft),
  explicitToolIds: z.array(z.string()),
  excludedTools: z.array(z.object({ toolId: z.string(), reason: z.string() })),
});

export type GroupDraft = z.infer<typeof groupDraft>;

/** The draft of a group that is new: one selector to begin with. */
export function newGroupDraft(): GroupDraft {
  return {
    name: '',
    description: '',
    requiresApproval: false,
    selectors: [blankSelector('first')],
    explicitToolIds: [],
    excludedTools: [],
  };
}

/** The whole definition of a group, to be typed into. */
export function draftOf(group: Defined): GroupDraft {
  return {
    name: group.name,
    description: group.description,
    requiresApproval: group.requiresApproval,
    selectors: group.selectors.map(draftOfSelector),
    explicitToolIds: group.explicitTools.map(({ toolId }) => toolId),
    excludedTools: group.excludedTools.map(({ toolId, reason }) => ({ toolId, reason: reason ?? '' })),
  };
}

/** The draft without what is blank, so that the places that the api complains of are places of the draft. */
export function withoutBlanks(draft: GroupDraft): GroupDraft {
  return { ...draft, selectors: draft.selectors.filter((selector) => !isBlank(selector)) };
}

/** The body that makes a group what the draft says. */
export function replacementOf(draft: GroupDraft): ReplaceToolGroupBody {
  return {
    name: draft.name,
    description: draft.description,
    requiresApproval: draft.requiresApproval,
    selectors: draft.selectors.filter((selector) => !isBlank(selector)).map(selectorOf),
    explicitToolIds: draft.explicitToolIds,
    excludedTools: draft.excludedTools.map(({ toolId, reason }) => ({
      toolId,
      reason: reason.trim() || null,
    })),
  };
}

/** The body that creates the group of the draft, under an id that is made up beforehand. */
export function creationOf(id: string, draft: GroupDraft): CreateToolGroupBody {
  return { id, ...replacementOf(draft) };
}

/** What is asked to know what saving the draft would do; without a name that could be saved the events are not asked for. */
export function previewBodyOf(toolGroupId: string | undefined, draft: GroupDraft): PreviewBody {
  const { name, ...rest } = replacementOf(draft);
  return {
    ...(toolGroupId === undefined ? {} : { toolGroupId }),
    ...rest,
    ...(toolGroupName.safeParse(name).success ? { name } : {}),
  };
}

/** Whether two drafts say the same, whatever the order of what has none. */
export function isSameDraft(one: GroupDraft, other: GroupDraft): boolean {
  return identityOf(one) === identityOf(other);
}

function identityOf(draft: GroupDraft): string {
  const { name, description, requiresApproval } = draft;
  return JSON.stringify([
    name.trim(),
    description,
    requiresApproval,
    withoutBlanks(draft).selectors.map(selectorIdentity),
    draft.explicitToolIds.toSorted(),
    draft.excludedTools.map(({ toolId, reason }) => `${toolId} ${reason.trim()}`).toSorted(),
  ]);
}

/** The draft in which a tool is always in. */
export function included(draft: GroupDraft, toolId: string): GroupDraft {
  return {
    ...draft,
    explicitToolIds: [...new Set([...draft.explicitToolIds, toolId])],
    excludedTools: draft.excludedTools.filter((tool) => tool.toolId !== toolId),
  };
}

/** The draft in which a tool is never in. */
export function excluded(draft: GroupDraft, toolId: string): GroupDraft {
  return {
    ...draft,
    explicitToolIds: draft.explicitToolIds.filter((id) => id !== toolId),
    excludedTools: [...draft.excludedTools, { toolId, reason: '' }],
  };
}
