import type { DeliveriesSeen, DeliveryProgress, WorkerRegistry } from '@tools-provider/event-sourcing';

/** How far deliveries have come, all workers together: this one's own, and what the others said of themselves with their signs of life. */
export async function deliveriesOf(
  own: DeliveryProgress,
  workers: Pick<WorkerRegistry, 'list'>,
  ownId: string,
): Promise<DeliveriesSeen> {
  const others = (await workers.list()).filter(({ id }) => id !== ownId);
  const newest = [own.newestMs, ...others.map(({ deliveredUpTo }) => timeOf(deliveredUpTo))];
  const idleSince = [own.idleSinceMs, ...others.map(({ idleSince }) => timeOf(idleSince))];
  const newestMs = latest(newest);
  return {
    newestMs,
    // A worker that is not subscribed yet has been idle since now.
    idleMs: Math.max(0, Date.now() - (latest(idleSince) ?? Date.now())),
    openSinceMs: own.openSinceMs,
  };
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
