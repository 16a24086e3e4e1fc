'use client';

import type { NewSelector, Selector } from '@tools-provider/contracts';
import { Fragment } from 'react';
import { useLabels } from '../label/use-labels.ts';
import { criteriaOf } from './selector-words.ts';

/** A selector in words; labels by their names. */
export function Criteria({ selector }: { selector: Selector | NewSelector }) {
  const criteria = criteriaOf(selector);
  if (criteria.length === 0) return <p className="text-sm">Every enabled tool</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
      {criteria.map(({ subject, value }, at) => (
        <Fragment key={`${subject} ${value}`}>
          {at > 0 && <span className="text-xs text-muted">and</span>}
          <span className="inline-flex max-w-full items-baseline gap-1.5 rounded-md bg-sunken px-1.5 py-0.5">
            <span className="shrink-0 text-xs text-muted">{subject}</span>
            <code className="font-mono text-[0.8125rem] break-all">
              {subject === 'labelled' ? <LabelName id={value} /> : value}
            </code>
          </span>
        </Fragment>
      ))}
    </p>
  );
}

function LabelName({ id }: { id: string }) {
  return useLabels().labelOf(id)?.name ?? id;
}
