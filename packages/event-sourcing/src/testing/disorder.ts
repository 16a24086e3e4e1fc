/** The items in another order; `random` gives numbers from 0 up to 1, so that a seed gives the same order again. */
export function shuffled<Item>(items: readonly Item[], random: () => number = Math.random): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** The items, each `every`th of them twice in a row: what a delivery that is repeated looks like. */
export function duplicated<Item>(items: readonly Item[], every = 1): Item[] {
  return items.flatMap((item, index) => (index % every === 0 ? [item, item] : [item]));
}
