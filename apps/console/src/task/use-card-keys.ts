'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useMe } from '../session/me.tsx';
import { neighbour, offeredStatuses } from './status.ts';
import type { BoardColumn } from './use-board.ts';

interface CardKeysOptions {
  readonly columns: readonly BoardColumn[];
  readonly onMove: (task: Task, status: TaskStatus) => void;
  /** Says that a card cannot go any further that way. */
  readonly onStuck: (task: Task, step: 1 | -1) => void;
}

const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;

/**
 * The arrow keys of the board: from card to card, and with Shift to the next column that the task may go to. The focus
 * goes with a card that changes its column.
 */
export function useCardKeys({ columns, onMove, onStuck }: CardKeysOptions) {
  const me = useMe();
  const board = useRef<HTMLElement>(null);
  const current = useRef<string | null>(null);
  useEffect(() => {
    // What had the focus is drawn anew in another column.
    if (current.current === null || document.activeElement !== document.body) return;
    cardOf(board.current, current.current)?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key as keyof typeof steps];
    const id = event.target instanceof HTMLElement ? event.target.dataset.card : undefined;
    if (step === undefined || id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [aside, along] = step;
    if (event.shiftKey && aside !== 0) {
      const task = columns.flatMap(({ tasks }) => tasks).find((one) => one.id === id);
      if (task === undefined) return;
      const status = neighbour(task.status, offeredStatuses(task, me), aside);
      if (status === undefined) onStuck(task, aside);
      else onMove(task, status);
      return;
    }
    const next = nextCard(columns, id, aside, along);
    if (next !== undefined) cardOf(board.current, next)?.focus();
  };
  return {
    board,
    onKeyDown,
    onFocus: ({ target }: { target: EventTarget }) => {
      current.current = target instanceof HTMLElement ? (target.dataset.card ?? null) : null;
    },
  };
}

/** The card that an arrow key leads to: along its column, or at the same height of the next column that has any. */
function nextCard(
  columns: readonly BoardColumn[],
  id: string,
  aside: number,
  along: number,
): string | undefined {
  const cards = columns.map(({ saved, tasks }) => [...saved, ...tasks].map((task) => task.id));
  const from = cards.findIndex((ids) => ids.includes(id));
  const at = cards[from]?.indexOf(id) ?? 0;
  if (aside === 0) return cards[from]?.[at + along];
  const others = aside > 0 ? cards.slice(from + 1) : cards.slice(0, Math.max(from, 0)).reverse();
  const next = others.find((ids) => ids.length > 0);
  return next?.[Math.min(at, next.length - 1)];
}

function cardOf(board: HTMLElement | null, id: string): HTMLElement | null {
  return board?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) ?? null;
}
