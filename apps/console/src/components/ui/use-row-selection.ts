'use client';

import { useMemo, useState } from 'react';

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

interface State {
  readonly scope: string;
  readonly chosen: ReadonlySet<string> | 'everything';
  readonly last: string | null;
}

/**
 * The selection of a list. Of rows that went away (deleted, or not matching any more) nothing stays chosen, and with
 * another `scope`, which names what the list is narrowed to, nothing at all: nobody acts on what they do not see.
 * `listed` are the ids of the rows that can be chosen, in their order.
 */
export function useRowSelection(scope: string, listed: readonly string[]): RowSelection {
  const [state, setState] = useState<State>(() => nothing(scope));
  const actions = useMemo(() => {
    const current = (now: State) => (now.scope === scope ? now : nothing(scope));
    const choose = (chosen: State['chosen']) => setState({ scope, chosen, last: null });
    return {
      toggle: (id: string, isRange = false) =>
        setState((now) => toggled({ state: current(now), listed, id, isRange })),
      chooseHere: () => choose(new Set(listed)),
      chooseEverything: () => choose('everything'),
      clear: () => choose(new Set()),
    };
  }, [scope, listed]);
  return useMemo(() => {
    const { chosen } = state.scope === scope ? state : nothing(scope);
    const ids = idsHere(chosen, listed);
    const here = new Set(ids);
    return {
      ...actions,
      ids,
      isEverything: chosen === 'everything',
      offered: listed.length,
      has: (id) => here.has(id),
    };
  }, [state, scope, listed, actions]);
}

interface Toggle {
  readonly state: State;
  readonly listed: readonly string[];
  readonly id: string;
  readonly isRange: boolean;
}

function toggled({ state, listed, id, isRange }: Toggle): State {
  if (!listed.includes(id)) return state;
  const here = new Set(idsHere(state.chosen, listed));
  const isWanted = isRange || !here.has(id);
  const meant = isRange && state.last !== null ? idsBetween(listed, state.last, id) : [id];
  for (const one of meant) {
    if (isWanted) here.add(one);
    else here.delete(one);
  }
  return { scope: state.scope, chosen: here, last: id };
}

function idsHere(chosen: State['chosen'], listed: readonly string[]): readonly string[] {
  return chosen === 'everything' ? listed : listed.filter((id) => chosen.has(id));
}

function nothing(scope: string): State {
  return { scope, chosen: new Set(), last: null };
}

function idsBetween(listed: readonly string[], one: string, other: string): readonly string[] {
  const [from = -1, to = -1] = [listed.indexOf(one), listed.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : listed.slice(from, to + 1);
}
