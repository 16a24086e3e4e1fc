'use client';

import { diffWordsWithSpace } from 'diff';

/** Two versions of a text in one, what went struck out and what came underlined. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  const parts = diffWordsWithSpace(before, after);
  return (
    <p className="max-h-72 overflow-y-auto rounded-lg border bg-sunken/60 px-3 py-2 break-words whitespace-pre-wrap">
      {parts.map(({ value, added, removed }, at) => {
        const key = `${at} ${value.slice(0, 12)}`;
        if (added)
          return (
            <ins key={key} className="rounded-sm bg-ok-soft text-ok decoration-1 underline-offset-2">
              {value}
            </ins>
          );
        if (removed)
          return (
            <del key={key} className="rounded-sm bg-bad-soft text-bad decoration-1">
              {value}
            </del>
          );
        return <span key={key}>{value}</span>;
      })}
    </p>
  );
}
