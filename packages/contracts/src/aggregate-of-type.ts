import { type auditedAggregates, CLOUD_EVENT_TYPE_PREFIX } from './values.ts';

type AuditedAggregate = (typeof auditedAggregates)[number];

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
  if (!type.startsWith(CLOUD_EVENT_TYPE_PREFIX)) return undefined;
  const [name = ''] = type.slice(CLOUD_EVENT_TYPE_PREFIX.length).split('.');
  return Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
}
