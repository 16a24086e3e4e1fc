import type { CategorySubscription, OpenSubscription, Tap } from '@tools-provider/event-sourcing';

/**
 * Delivers what a real subscription delivers, as badly as one may: taps gathered and shuffled, every third one twice, and some only long
 * after their successors. `random` gives numbers from 0 up to 1.
 */
export function disorderly(
  subscription: CategorySubscription,
  gather: number,
  random: () => number,
): CategorySubscription {
  return {
    open: async () => {
      const opened = await subscription.open();
      const disordered: OpenSubscription = {
        ack: (ackIds) => opened.ack(ackIds),
        park: (ackIds, reason) => opened.park(ackIds, reason),
        close: () => opened.close(),
        async *[Symbol.asyncIterator]() {
          const taps: Tap[] = [];
          for await (const tap of opened) {
            taps.push(tap);
            if (taps.length === gather) yield* badly(taps.splice(0), random);
          }
        },
      };
      return disordered;
    },
  };
}

function badly(taps: readonly Tap[], random: () => number): Tap[] {
  const doubled = taps.flatMap((tap, index) => (index % 3 === 0 ? [tap, tap] : [tap]));
  return doubled
    .map((tap) => ({ tap, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ tap }) => tap);
}
