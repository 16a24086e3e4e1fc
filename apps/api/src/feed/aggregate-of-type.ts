import { type AuditedAggregate, CLOUD_EVENT_TYPE_PREFIX, eventData } from '@tools-provider/contracts';

/** What an event's type begins with, and which aggregates such events are about. */
const AGGREGATES: Readonly<Record<string, AuditedAggregate>> = {
  group: 'tool-group',
  task: 'task',
  source: 'source',
  tool: 'source',
  label: 'label',
  view: 'view',
  'service-token': 'service-token',
};

/** What kind of aggregate the events of a CloudEvent type are about; undefined for a type that is not known. */
export function aggregateOfType(type: string): AuditedAggregate | undefined {
  const [name = ''] = type.slice(CLOUD_EVENT_TYPE_PREFIX.length).split('.');
  return Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
}

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
