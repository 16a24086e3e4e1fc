import type { NewSelector, Selector } from '@tools-provider/contracts';

/** A selector as it is typed: everything is text, tags are separated by commas, and blank means no restriction. */
export interface SelectorDraft {
  readonly id: string;
  readonly namePattern: string;
  readonly sourcePattern: string;
  readonly pathPattern: string;
  readonly methodPattern: string;
  readonly requiredTags: string;
  readonly excludedTags: string;
}

/** A selector nobody has typed into yet. */
export const blankSelector: SelectorDraft = {
  id: '',
  namePattern: '',
  sourcePattern: '',
  pathPattern: '',
  methodPattern: '',
  requiredTags: '',
  excludedTags: '',
};

/** The body that a draft stands for; what is blank is left out. */
export function selectorOf(draft: SelectorDraft): NewSelector {
  const texts = ['id', 'namePattern', 'sourcePattern', 'pathPattern', 'methodPattern'] as const;
  const tags = ['requiredTags', 'excludedTags'] as const;
  return Object.fromEntries([
    ...texts.map((name) => [name, draft[name].trim()] as const).filter(([, text]) => text !== ''),
    ...tags.map((name) => [name, listed(draft[name])] as const).filter(([, list]) => list.length > 0),
  ]);
}

/** Whether nobody has typed a criterion. Such a selector would select every tool, which has to be meant: it takes a `*`. */
export function isBlank(draft: SelectorDraft): boolean {
  const { id: _, ...criteria } = draft;
  return Object.values(criteria).every((text) => text.trim() === '');
}

/** The parts of a text that is separated by commas or lines, without blanks. */
export function listed(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** One criterion in words: `name` matches `billing*`. */
export interface Criterion {
  readonly subject: string;
  readonly value: string;
}

/** What a selector asks for, criterion by criterion; empty when every enabled tool will do. */
export function criteriaOf(selector: Partial<Selector> | NewSelector): readonly Criterion[] {
  const pattern = (subject: string, value: string | null | undefined): Criterion[] =>
    value === null || value === undefined || value === '*' ? [] : [{ subject, value }];
  const each = (subject: string, values: readonly string[] | undefined): Criterion[] =>
    (values ?? []).map((value) => ({ subject, value }));
  return [
    ...pattern('source', selector.sourcePattern),
    ...pattern('name', selector.namePattern),
    ...pattern('method', selector.methodPattern),
    ...pattern('path', selector.pathPattern),
    ...each('tagged', selector.requiredTags),
    ...each('not tagged', selector.excludedTags),
    ...each('labelled', selector.requiredLabelIds),
  ];
}
