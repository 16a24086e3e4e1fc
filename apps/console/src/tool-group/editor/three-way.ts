import type { GroupDraft } from './group-draft.ts';
import { type SelectorDraft, selectorIdentity } from './selector-draft.ts';

/** One part of a definition that can be decided about by itself; `null` where the definition does not have it. */
export type Part =
  | { readonly kind: 'text'; readonly field: 'name' | 'description'; readonly value: string }
  | { readonly kind: 'approval'; readonly value: boolean }
  | { readonly kind: 'selector'; readonly value: SelectorDraft }
  | { readonly kind: 'explicit'; readonly toolId: string }
  | { readonly kind: 'excluded'; readonly toolId: string; readonly reason: string };

/** Whose version of a part is taken. */
export type Side = 'yours' | 'theirs';

/** A part that is not the same on all sides. */
export interface Difference {
  /** Names the part: `name`, `selector sel-1`, `explicit billing:get`. */
  readonly key: string;
  readonly base: Part | null;
  readonly yours: Part | null;
  readonly theirs: Part | null;
  /** Both changed it, and not to the same: somebody has to choose. */
  readonly isConflict: boolean;
  /** Who changed it; of a conflict what is taken unless somebody chooses otherwise. */
  readonly side: Side;
}

/** Where two definitions that were made of the same one differ, part by part. Parts that both changed alike are no difference. */
export function differencesOf(
  base: GroupDraft,
  yours: GroupDraft,
  theirs: GroupDraft,
): readonly Difference[] {
  const [was, mine, other] = [partsOf(base), partsOf(yours), partsOf(theirs)];
  const keys = new Set([...was.keys(), ...other.keys(), ...mine.keys()]);
  return [...keys].flatMap((key): Difference[] => {
    const [b, y, t] = [was.get(key) ?? null, mine.get(key) ?? null, other.get(key) ?? null];
    if (isSame(y, t)) return [];
    const isMine = !isSame(b, y);
    const isTheirs = !isSame(b, t);
    return [
      {
        key,
        base: b,
        yours: y,
        theirs: t,
        isConflict: isMine && isTheirs,
        side: isMine ? 'yours' : 'theirs',
      },
    ];
  });
}

/** The definition that takes of each difference the chosen side, and of the rest what both have. */
export function merged(
  yours: GroupDraft,
  theirs: GroupDraft,
  differences: readonly Difference[],
  sideOf: (difference: Difference) => Side,
): GroupDraft {
  const parts = new Map([...partsOf(theirs), ...partsOf(yours)]);
  for (const difference of differences) {
    const part = difference[sideOf(difference)];
    if (part === null) parts.delete(difference.key);
    else parts.set(difference.key, part);
  }
  return draftOfParts([...parts.values()]);
}

function partsOf(draft: GroupDraft): Map<string, Part> {
  return new Map<string, Part>([
    ['name', { kind: 'text', field: 'name', value: draft.name }],
    ['description', { kind: 'text', field: 'description', value: draft.description }],
    ['requiresApproval', { kind: 'approval', value: draft.requiresApproval }],
    ...draft.selectors.map(
      (value) => [`selector ${value.id.trim() || value.key}`, { kind: 'selector', value }] as const,
    ),
    ...draft.explicitToolIds.map((toolId) => [`explicit ${toolId}`, { kind: 'explicit', toolId }] as const),
    ...draft.excludedTools.map((tool) => [`excluded ${tool.toolId}`, { kind: 'excluded', ...tool }] as const),
  ]);
}

function draftOfParts(parts: readonly Part[]): GroupDraft {
  const draft: GroupDraft = {
    name: '',
    description: '',
    requiresApproval: false,
    selectors: [],
    explicitToolIds: [],
    excludedTools: [],
  };
  for (const part of parts) {
    if (part.kind === 'text') draft[part.field] = part.value;
    if (part.kind === 'approval') draft.requiresApproval = part.value;
    if (part.kind === 'selector') draft.selectors.push(part.value);
    if (part.kind === 'explicit') draft.explicitToolIds.push(part.toolId);
    if (part.kind === 'excluded') draft.excludedTools.push({ toolId: part.toolId, reason: part.reason });
  }
  return draft;
}

function isSame(one: Part | null, other: Part | null): boolean {
  if (one === null || other === null) return one === other;
  return identityOf(one) === identityOf(other);
}

function identityOf(part: Part): string {
  if (part.kind === 'selector') return selectorIdentity(part.value);
  if (part.kind === 'text') return part.field === 'name' ? part.value.trim() : part.value;
  return JSON.stringify(part);
}
