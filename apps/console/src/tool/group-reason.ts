import type { MembershipReason } from '@tools-provider/contracts';
import { reasonWords } from '../tool-group/reason-words.ts';

type Matched = Extract<MembershipReason, { kind: 'matched' }>;

const criteria: Readonly<Record<Matched['criteria'][number], string>> = {
  source: 'source',
  name: 'name',
  path: 'path',
  method: 'method',
  'required-tags': 'tags that it has',
  'excluded-tags': 'tags that it has not',
  'required-labels': 'labels',
};

const list = new Intl.ListFormat('en-GB');

/** Why a group has a tool or has it not, in words for whoever looks at the tool and does not see the group's selectors. */
export function groupReason(reason: MembershipReason): { readonly isFor: boolean; readonly text: string } {
  if (reason.kind !== 'matched') return reasonWords(reason, []);
  const asked = reason.criteria.map((criterion) => criteria[criterion]);
  const text = asked.length === 0 ? 'Selected as every tool is' : `Selected by its ${list.format(asked)}`;
  return { isFor: true, text };
}
