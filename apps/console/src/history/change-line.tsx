'use client';

import { ArrowRight, Minus, PencilLine, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { ChangeWords } from './change-words.ts';

const WordDifference = dynamic(() => import('./word-difference.tsx').then((part) => part.WordDifference));

/** From here on a text is compared word by word. */
const LONG = 60;

/** One difference: what came, what went, or what became of what. */
export function ChangeLine({ change }: { change: ChangeWords }) {
  const { subject, element, before, after } = change;
  const isNew = before === null && after !== null;
  const isGone = after === null && before !== null;
  const [Icon, tone] = isNew
    ? ([Plus, 'text-ok'] as const)
    : isGone
      ? ([Minus, 'text-bad'] as const)
      : ([PencilLine, 'text-muted'] as const);
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 text-[0.8125rem]">
      <Icon aria-hidden className={`mt-[0.2rem] size-3.5 ${tone}`} />
      <div className="min-w-0">
        <span className="sr-only">{isNew ? 'Added: ' : isGone ? 'Removed: ' : 'Changed: '}</span>
        <span className="text-muted">{subject}</span>{' '}
        {element !== null && <code className="font-mono text-xs break-all">{element} </code>}
        <Values before={before} after={after} />
      </div>
    </li>
  );
}

function Values({ before, after }: Pick<ChangeWords, 'before' | 'after'>) {
  if (before !== null && after !== null) {
    if (isLong(before) || isLong(after)) return <WordDifference before={before} after={after} />;
    return (
      <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-1.5">
        <del className="break-words text-muted decoration-1">{before}</del>
        <ArrowRight aria-label="became" role="img" className="size-3 self-center text-muted" />
        <ins className="break-words no-underline">{after}</ins>
      </span>
    );
  }
  const value = before ?? after ?? '';
  const Text = before === null ? 'ins' : 'del';
  return (
    <Text
      className={`break-words whitespace-pre-wrap ${before === null ? 'no-underline' : 'text-muted decoration-1'}`}
    >
      {value}
    </Text>
  );
}

function isLong(text: string): boolean {
  return text.length > LONG || text.includes('\n');
}
