'use client';

import { aggregateOfType } from '@tools-provider/contracts/aggregate-of-type';
import { auditedAggregates } from '@tools-provider/contracts/values';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Input } from '../components/ui/field.tsx';
import { choicesOf, FilterSelect } from '../components/ui/filter-select.tsx';
import { aggregateNames, shortType } from './event-words.ts';
import type { FeedFilters } from './filters.ts';

interface FeedToolbarProps {
  readonly filters: FeedFilters;
  /** All types there are. */
  readonly types: readonly string[];
  /** What the aggregate is called that is filtered by, if that is known. */
  readonly subjectName: string | undefined;
  readonly onChange: (change: Partial<FeedFilters>) => void;
}

/** What the feed is narrowed by. */
export function FeedToolbar({ filters, types, subjectName, onChange }: FeedToolbarProps) {
  const { aggregate, type, subject } = filters;
  const offered = types.filter((name) => aggregate === null || aggregateOfType(name) === aggregate);
  // A type that this console does not know may stand in the URL.
  const all = type === null || offered.includes(type) ? offered : [...offered, type];
  return (
    <>
      <FilterSelect
        label="Filter by what events are about"
        any="Everything"
        className="w-auto max-w-full"
        choices={choicesOf(auditedAggregates, (name) => aggregateNames[name])}
        value={aggregate}
        onChange={(wanted) => {
          const isOther = type !== null && wanted !== null && aggregateOfType(type) !== wanted;
          onChange({ aggregate: wanted, ...(isOther ? { type: null } : {}) });
        }}
      />
      <FilterSelect
        label="Filter by type"
        any="All types"
        className="w-auto max-w-full"
        choices={choicesOf(all, shortType)}
        value={type}
        onChange={(wanted) => onChange({ type: wanted })}
      />
      {subject === null ? (
        <SubjectField onSubject={(wanted) => onChange({ subject: wanted })} />
      ) : (
        <Button onClick={() => onChange({ subject: null })} className="max-w-full min-w-0 font-normal">
          <span className="truncate">
            about {subjectName ?? <code className="font-mono text-xs">{subject}</code>}
          </span>
          <X aria-label="Show all aggregates" />
        </Button>
      )}
    </>
  );
}

function SubjectField({ onSubject }: { onSubject: (subject: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className="min-w-0 flex-1 basis-44 sm:max-w-56"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSubject(text.trim());
      }}
    >
      <Input
        type="search"
        aria-label="Filter by the id of an aggregate"
        placeholder="Id, then Enter"
        value={text}
        maxLength={200}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}
