import { StrictValidationViolationError } from '../errors.ts';

/** A class, whatever its constructor. */
type AggregateClass = { readonly prototype: object };

const marked = new WeakSet<AggregateClass>();

/**
 * Marks a class of aggregates whose events are not stored: their state is. A function, `nonEventSourced(UserPreferences)`, that also works
 * as a decorator, `@nonEventSourced`, for those who compile their sources. What is not marked is event-sourced.
 */
export function nonEventSourced<Class extends AggregateClass>(aggregateClass: Class): Class {
  marked.add(aggregateClass);
  return aggregateClass;
}

/** Whether a class, or one that it extends, was marked by {@link nonEventSourced}. */
export function isNonEventSourced(aggregateClass: AggregateClass): boolean {
  for (let each: unknown = aggregateClass; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    if (marked.has(each as AggregateClass)) return true;
  }
  return false;
}

/** The events of a marked class may not get into the log: neither by its type's word nor by an aggregate of it. */
export function refuseNonEventSourced(
  type: {
    readonly name: string;
    readonly eventTypes: readonly string[];
    readonly aggregateClass?: AggregateClass;
  },
  aggregate?: object,
): void {
  const classes = [type.aggregateClass, aggregate?.constructor as AggregateClass | undefined];
  if (!classes.some((each) => each !== undefined && isNonEventSourced(each))) return;
  throw new StrictValidationViolationError({
    aggregateType: type.name,
    eventType: type.eventTypes[0] ?? '',
    reason:
      'its class is marked by nonEventSourced, so it is stored as its state: use a StateStoredRepository, or take the mark away',
  });
}
