import '../../api-client/no-eval.ts';
import type { NewSelector, Selector } from '@tools-provider/contracts';
import { z } from 'zod';

/** A selector as it is typed: a blank text and an empty list restrict nothing. */
export const selectorDraft = z.object({
  /** Names it in the editor. */
  key: z.string(),
  /** Its id in the group; blank: made up when it is saved. */
  id: z.string(),
  /** Whether the group has it under its id already. */
  isKnown: z.boolean(),
  namePattern: z.string(),
  sourcePattern: z.string(),
  methodPattern: z.string(),
  pathPattern: z.string(),
  requiredTags: z.array(z.string()),
  excludedTags: z.array(z.string()),
  requiredLabelIds: z.array(z.string()),
});

export type SelectorDraft = z.infer<typeof selectorDraft>;

const TEXTS = ['namePattern', 'sourcePattern', 'methodPattern', 'pathPattern'] as const;
const LISTS = ['requiredTags', 'excludedTags', 'requiredLabelIds'] as const;

/** A selector nobody has typed into yet. */
export function blankSelector(key: string): SelectorDraft {
  return {
    key,
    id: '',
    isKnown: false,
    namePattern: '',
    sourcePattern: '',
    methodPattern: '',
    pathPattern: '',
    requiredTags: [],
    excludedTags: [],
    requiredLabelIds: [],
  };
}

/** A stored selector, to be typed into: every criterion of it, and none that it does not have. */
export function draftOfSelector(selector: Selector): SelectorDraft {
  const draft = {
    ...blankSelector(selector.id),
    id: selector.id,
    isKnown: true,
    // A star matches every name; of a path it is a criterion, which a tool without one does not meet.
    namePattern: selector.namePattern === '*' ? '' : selector.namePattern,
    sourcePattern: selector.sourcePattern === '*' ? '' : selector.sourcePattern,
    methodPattern: selector.methodPattern ?? '',
    pathPattern: selector.pathPattern ?? '',
    requiredTags: [...selector.requiredTags],
    excludedTags: [...selector.excludedTags],
    requiredLabelIds: [...selector.requiredLabelIds],
  };
  return isBlank(draft) ? { ...draft, namePattern: '*' } : draft;
}

/** The body that a draft stands for; what restricts nothing is left out. */
export function selectorOf(draft: SelectorDraft): NewSelector {
  const id = draft.id.trim();
  return Object.fromEntries([
    ...(id === '' ? [] : [['id', id] as const]),
    ...TEXTS.map((name) => [name, draft[name]] as const).filter(([, text]) => text.trim() !== ''),
    ...LISTS.map((name) => [name, draft[name]] as const).filter(([, list]) => list.length > 0),
  ]);
}

/** Whether nobody has typed a criterion. Such a selector would select every tool, which has to be meant: it takes a `*`. */
export function isBlank(draft: SelectorDraft): boolean {
  return TEXTS.every((name) => draft[name].trim() === '') && LISTS.every((name) => draft[name].length === 0);
}

/** Tells selectors apart by what they ask for and by their id; the order of tags and labels means nothing. */
export function selectorIdentity(draft: SelectorDraft): string {
  const { key: _, isKnown: __, ...rest } = draft;
  return JSON.stringify({
    ...rest,
    ...Object.fromEntries(LISTS.map((name) => [name, draft[name].toSorted()])),
  });
}
