import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { DocumentPlace } from './projection.ts';

type Touching = (event: RecordedEvent) => DocumentPlace | undefined;

const touchings = new WeakMap<object, Map<string, Touching[]>>();

/** Notes which document, other than its stream's own, a mediator's read path will ask for when it is told an event of these types. */
export function noteTouching(mediator: object, eventTypes: readonly string[], touching: Touching): void {
  const byType = touchings.get(mediator) ?? new Map<string, Touching[]>();
  touchings.set(mediator, byType);
  for (const type of eventTypes) byType.set(type, [...(byType.get(type) ?? []), touching]);
}

/**
 * The documents that a mediator's read path will ask for when it is told these events, so that they can be loaded together. It is a hint:
 * what an event does not say, as one that is malformed or of an older version, is loaded when it is asked for.
 */
export function touchedBy(mediator: object, events: readonly RecordedEvent[]): readonly DocumentPlace[] {
  const byType = touchings.get(mediator);
  if (byType === undefined) return [];
  return events.flatMap((event) =>
    (byType.get(event.type) ?? []).flatMap((touching) => guess(touching, event)),
  );
}

function guess(touching: Touching, event: RecordedEvent): readonly DocumentPlace[] {
  try {
    const place = touching(event);
    return typeof place?.id === 'string' ? [place] : [];
  } catch {
    return [];
  }
}
