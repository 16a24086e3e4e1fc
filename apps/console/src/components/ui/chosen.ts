/** What is chosen: within a scope, which names what the list is narrowed to. `last` is the end from which a range is chosen. */
export interface Chosen {
  readonly scope: string;
  readonly chosen: ReadonlySet<string> | 'everything';
  readonly last: string | null;
}

/** Nothing is chosen. */
export function nothingIn(scope: string): Chosen {
  return { scope, chosen: new Set(), last: null };
}

/** Which of the listed rows are chosen, in their order: what is not listed (any more) is not. */
export function chosenOf({ chosen }: Chosen, listed: readonly string[]): readonly string[] {
  return chosen === 'everything' ? listed : listed.filter((id) => chosen.has(id));
}

interface Toggle {
  readonly listed: readonly string[];
  readonly id: string;
  readonly isRange?: boolean;
}

/**
 * Chooses a row or takes it back; as a range everything between it and the one before. Who had chosen everything and
 * takes one back has chosen the other rows that are here.
 */
export function toggled(now: Chosen, { listed, id, isRange = false }: Toggle): Chosen {
  if (!listed.includes(id)) return now;
  const here = new Set(chosenOf(now, listed));
  const isWanted = isRange || !here.has(id);
  const meant = isRange && now.last !== null ? idsBetween(listed, now.last, id) : [id];
  for (const one of meant) {
    if (isWanted) here.add(one);
    else here.delete(one);
  }
  return { scope: now.scope, chosen: here, last: id };
}

function idsBetween(listed: readonly string[], one: string, other: string): readonly string[] {
  const [from = -1, to = -1] = [listed.indexOf(one), listed.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : listed.slice(from, to + 1);
}
