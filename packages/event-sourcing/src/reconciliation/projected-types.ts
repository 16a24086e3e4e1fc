import { InvalidEventHandlerError } from '@tools-provider/mediator';

/** What each mediator projects already: a collection and an event type. */
const projectedBy = new WeakMap<object, ReadonlySet<string>>();

/** Notes what a mediator projects. What it projects already is an {@link InvalidEventHandlerError}, and nothing noted: it would be applied twice. */
export function noteAsProjected(mediator: object, collection: string, eventTypes: readonly string[]): void {
  const projected = new Set(projectedBy.get(mediator));
  for (const type of eventTypes) {
    const key = `${collection}/${type}`;
    if (projected.has(key)) {
      throw new InvalidEventHandlerError(
        `${type} is projected to ${collection} already, and would be applied twice: register the projection once, and list each event type once`,
      );
    }
    projected.add(key);
  }
  projectedBy.set(mediator, projected);
}
