import type { NewSelector, Selector } from '@tools-provider/contracts';
import { Fragment } from 'react';
import { criteriaOf, isBlank, type SelectorDraft, selectorOf } from './selector-draft.ts';

/** A selector in words. */
export function Criteria({ selector }: { selector: Selector | NewSelector }) {
  const criteria = criteriaOf(selector);
  if (criteria.length === 0) return <p className="text-sm">Every enabled tool</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
      {criteria.map(({ subject, value }, at) => (
        <Fragment key={`${subject} ${value}`}>
          {at > 0 && <span className="text-xs text-muted">and</span>}
          <span className="inline-flex max-w-full items-baseline gap-1.5 rounded-md bg-sunken px-1.5 py-0.5">
            <span className="text-xs text-muted">{subject}</span>
            <code className="font-mono text-[0.8125rem] break-all">{value}</code>
          </span>
        </Fragment>
      ))}
    </p>
  );
}

/** What a selector that is being typed will select. */
export function DraftCriteria({ draft }: { draft: SelectorDraft }) {
  if (!isBlank(draft)) return <Criteria selector={selectorOf(draft)} />;
  return (
    <p className="text-sm text-muted">
      Nothing yet. Fill in a criterion; a name pattern of * selects every tool.
    </p>
  );
}
