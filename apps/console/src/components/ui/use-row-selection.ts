'use client';

import { useMemo, useState } from 'react';
import { type Chosen, chosenOf, nothingIn, toggled } from './chosen.ts';

/** What is chosen of a list, and how that is changed. */
export interface RowSelection {
  /** Which of the rows that are here are chosen, in their order. */
  readonly ids: readonly string[];
  /** Whether everything is chosen that the list's filter finds, also what is not here. */
  readonly isEverything: boolean;
  /** How many of the rows here can be chosen. */
  readonly offered: number;
  has(id: string): boolean;
  /** Chooses a row or takes it back; as a range everything between it and the row that was last chosen. */
  toggle(id: string, isRange?: boolean): void;
  /** Chooses all rows that are here. */
  chooseHere(): void;
  chooseEverything(): void;
  clear(): void;
}

/**
 * The selection of a list. Of rows that went away (deleted, or not matching any more) nothing stays chosen, and with
 * another `scope`, which names what the list is narrowed to, nothing at all: nobody acts on what they do not see.
 * `listed` are the ids of the rows that can be chosen, in their order.
 */
export function useRowSelection(scope: string, listed: readonly string[]): RowSelection {
  const [state, setState] = useState<Chosen>(() => nothingIn(scope));
  const actions = useMemo(() => {
    const current = (now: Chosen) => (now.scope === scope ? now : nothingIn(scope));
    const choose = (chosen: Chosen['chosen']) => setState({ scope, chosen, last: null });
    return {
      toggle: (id: string, isRange = false) =>
        setState((now) => toggled(current(now), { listed, id, isRange })),
      chooseHere: () => choose(new Set(listed)),
      chooseEverything: () => choose('everything'),
      clear: () => choose(new Set()),
    };
  }, [scope, listed]);
  return useMemo(() => {
    const now = state.scope === scope ? state : nothingIn(scope);
    const ids = chosenOf(now, listed);
    const here = new Set(ids);
    return {
      ...actions,
      ids,
      isEverything: now.chosen === 'everything',
      offered: listed.length,
      has: (id) => here.has(id),
    };
  }, [state, scope, listed, actions]);
}
