import {
  type AuditedAggregate,
  aggregateOfType,
  CLOUD_EVENT_TYPE_PREFIX,
  eventData,
} from '@tools-provider/contracts';

/** The CloudEvent types that are wanted: one, those of a kind of aggregate, or, when both are told, what is both. Undefined for all. */
export function wantedTypes(
  type: string | undefined,
  aggregate: AuditedAggregate | undefined,
): readonly string[] | undefined {
  if (type !== undefined) return aggregate === undefined || aggregateOfType(type) === aggregate ? [type] : [];
  if (aggregate === undefined) return undefined;
  const types = Object.keys(eventData).map((name) => CLOUD_EVENT_TYPE_PREFIX + name);
  return types.filter((name) => aggregateOfType(name) === aggregate);
}
