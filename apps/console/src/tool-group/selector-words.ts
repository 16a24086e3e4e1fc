import type { NewSelector, Selector } from '@tools-provider/contracts';

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

const MADE_UP = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a selector is called: by the id that somebody gave it, and else by its place, from 0, among those of its group. */
export function selectorName(id: string, at: number): string {
  return MADE_UP.test(id) ? `selector ${at + 1}` : id;
}
