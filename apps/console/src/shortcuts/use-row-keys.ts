'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { usePreferences } from '../preferences/use-preferences.ts';
import { isMeantForPage } from './meant-for-page.ts';

interface RowKeysOptions {
  readonly table: RefObject<HTMLTableElement | null>;
  /** The ids of all rows in their order; those in the page are `tr[data-row]`. */
  readonly order: readonly string[];
  /** Brings a row into the page that is not in it. */
  readonly show: (index: number) => void;
  readonly toggle?: ((id: string, isRange: boolean) => void) | undefined;
}

/**
 * The single keys of a list's rows: `j` and `k` give the next and the previous row the focus, `x` chooses the row that
 * has it (with Shift everything up to it), Enter opens it. The focus is the only cursor there is. Of several lists in a
 * page the one with the focus hears them, else the first.
 */
export function useRowKeys(options: RowKeysOptions): void {
  const { shortcuts: isOn } = usePreferences();
  const latest = useRef(options);
  const wanted = useRef<string | null>(null);
  const current = useRef<string | null>(null);
  const { table } = options;

  useEffect(() => {
    latest.current = options;
    if (wanted.current !== null && focusRow(table.current, wanted.current)) wanted.current = null;
  });

  useEffect(() => {
    const element = table.current;
    if (element === null) return;
    const onFocus = ({ target }: FocusEvent) => {
      current.current = rowOf(target)?.dataset.row ?? null;
    };
    element.addEventListener('focusin', onFocus);
    return () => element.removeEventListener('focusin', onFocus);
  }, [table]);

  useEffect(() => {
    if (!isOn) return;
    const isHeard = () => {
      const focused = document.activeElement?.closest('table[data-keys]');
      return (focused ?? document.querySelector('table[data-keys]')) === table.current;
    };
    const move = (step: 1 | -1) => {
      const { order, show } = latest.current;
      if (!isHeard() || order.length === 0) return;
      const at = order.indexOf(current.current ?? '');
      const from = at < 0 ? order.indexOf(firstInSight(table.current) ?? '') - step : at;
      const index = Math.min(Math.max(from + step, 0), order.length - 1);
      const id = order[index] as string;
      if (focusRow(table.current, id)) return;
      wanted.current = id;
      show(index);
    };
    const choose = (isRange: boolean) => {
      const row = rowOf(document.activeElement);
      if (row?.dataset.row !== undefined && table.current?.contains(row)) {
        latest.current.toggle?.(row.dataset.row, isRange);
      }
    };
    const open = (event: KeyboardEvent) => {
      const row = rowOf(event.target);
      // Links and buttons open by themselves.
      if (event.target instanceof HTMLInputElement && row !== null && table.current?.contains(row)) {
        primaryOf(row)?.click();
      }
    };
    return tinykeys(
      window,
      {
        j: () => move(1),
        k: () => move(-1),
        x: () => choose(false),
        'Shift+X': () => choose(true),
        Enter: open,
      },
      { ignore: (event) => !isMeantForPage(event, ['j', 'k']) },
    );
  }, [isOn, table]);
}

function rowOf(element: EventTarget | null): HTMLElement | null {
  return element instanceof Element ? element.closest<HTMLElement>('tr[data-row]') : null;
}

function primaryOf(row: Element): HTMLElement | null {
  return row.querySelector<HTMLElement>('th :is(a, button)') ?? row.querySelector<HTMLElement>('a, button');
}

function focusRow(table: HTMLElement | null, id: string): boolean {
  const row = table?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"]`) ?? null;
  if (row === null) return false;
  (primaryOf(row) ?? row).focus();
  return true;
}

/** The first row that is not above what is in sight. */
function firstInSight(table: HTMLElement | null): string | undefined {
  const rows = [...(table?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])];
  return rows.find((row) => row.getBoundingClientRect().bottom > 64)?.dataset.row;
}
