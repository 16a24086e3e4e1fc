'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { usePreferences } from '../../preferences/use-preferences.ts';
import { isMeantForPage } from '../../shortcuts/meant-for-page.ts';
import { counted } from '../../time/numbers.ts';
import { BareButton } from './bare-button.tsx';
import { Button } from './button.tsx';
import type { RowSelection } from './use-row-selection.ts';

interface SelectionBarProps {
  readonly selection: RowSelection;
  /** What the rows are called: `group`. */
  readonly one: string;
  readonly many?: string;
  /** How many the list's filter finds in all; null when nobody knows. */
  readonly total: number | null;
  /** Buttons that do something with what is chosen. */
  readonly children: ReactNode;
}

/**
 * Says what is chosen of a list, and what can be done with it. It stands over the end of the page while anything is
 * chosen; `b` leads to it from anywhere in the list.
 */
export function SelectionBar({ selection, one, many = `${one}s`, total, children }: SelectionBarProps) {
  const { shortcuts } = usePreferences();
  const bar = useRef<HTMLElement>(null);
  const { ids, isEverything, offered, chooseEverything, clear } = selection;
  const isShown = ids.length > 0;
  useEffect(() => {
    if (!shortcuts || !isShown) return;
    return tinykeys(
      window,
      { b: () => bar.current?.querySelector<HTMLElement>('[data-actions] button')?.focus() },
      { ignore: (event) => !isMeantForPage(event) },
    );
  }, [shortcuts, isShown]);
  const hasMore = total === null || total > offered;
  const isWhole = ids.length === offered;
  const number = isEverything ? total : ids.length;
  const words = number === null ? `All matching ${many} selected` : `${counted(number, one, many)} selected`;
  return (
    <>
      <p role="status" className="sr-only">
        {isShown ? words : ''}
      </p>
      {/* So that the end of the page can be scrolled out from under it. */}
      {isShown && <div aria-hidden className="h-20 lg:h-14" />}
      {isShown && (
        <section
          ref={bar}
          aria-label="Selection"
          className="fixed inset-x-3 bottom-20 z-20 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center gap-x-3 gap-y-2 rounded-2xl border bg-surface p-2 pl-4 shadow-popup lg:bottom-6 lg:left-[calc(15.5rem+1rem)]"
        >
          <p aria-hidden className="text-sm font-medium tabular-nums">
            {words}
          </p>
          {isWhole && hasMore && !isEverything && (
            <BareButton
              onClick={chooseEverything}
              className="min-h-6 rounded-md text-sm font-medium text-accent-text hover:underline"
            >
              {total === null ? 'Select all that match' : `Select all ${counted(total, one, many)}`}
            </BareButton>
          )}
          <div data-actions className="flex flex-wrap items-center gap-2">
            {children}
          </div>
          <Button variant="ghost" size="icon" aria-label="Clear the selection" onClick={clear}>
            <X aria-hidden />
          </Button>
        </section>
      )}
    </>
  );
}
