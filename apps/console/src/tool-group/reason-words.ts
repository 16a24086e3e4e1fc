import type { MembershipReason, Selector } from '@tools-provider/contracts';
import { criteriaOf, selectorName } from './selector-words.ts';

/** Why a group has a tool or has it not, in words. */
export interface ReasonWords {
  /** Whether it speaks for the tool. */
  readonly isFor: boolean;
  readonly text: string;
  /** When and by whom it was decided, where somebody did. */
  readonly at: string | null;
  readonly by: string | null;
}

const unavailable = {
  'unknown-tool': 'Not in the catalogue',
  deprecated: 'Gone from its source',
  disabled: 'Disabled by an operator',
  'source-disabled': 'Its source is disabled',
} as const;

/** A reason in words. The selectors are the group's as it is shown, for what each of them asks for. */
export function reasonWords(reason: MembershipReason, selectors: readonly Selector[]): ReasonWords {
  switch (reason.kind) {
    case 'matched':
      return { isFor: true, text: matched(reason, selectors), at: null, by: null };
    case 'included':
      return { isFor: true, text: `Included by name${since(reason)}`, at: reason.at, by: reason.by };
    case 'excluded': {
      const why = reason.reason === null ? '' : `: ${reason.reason}`;
      return { isFor: false, text: `Excluded by name${since(reason)}${why}`, at: reason.at, by: reason.by };
    }
    default:
      return { isFor: false, text: unavailable[reason.kind], at: null, by: null };
  }
}

type Matched = Extract<MembershipReason, { kind: 'matched' }>;

function matched({ selectorId, criteria }: Matched, selectors: readonly Selector[]): string {
  const selector = selectors.find(({ id }) => id === selectorId);
  if (selector === undefined) {
    // The selector that selected it is not the group's any more, or not shown yet.
    return criteria.length === 0
      ? `Selected by ${selectorId}`
      : `Selected by ${selectorId}: ${criteria.join(', ')}`;
  }
  const asked = criteriaOf(selector).map(({ subject, value }) => `${subject} ${value}`);
  return `Selected by ${selectorName(selectorId, selectors.indexOf(selector))}: ${asked.length === 0 ? 'every enabled tool' : asked.join(' and ')}`;
}

function since({ atRevision }: { readonly atRevision: number | null }): string {
  return atRevision === null ? '' : ` since v${atRevision}`;
}
