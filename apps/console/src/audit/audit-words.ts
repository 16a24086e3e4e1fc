import type { AuditEntry, AuditedAggregate } from '@tools-provider/contracts';
import { aggregateOfType } from '@tools-provider/contracts/aggregate-of-type';
import { CLOUD_EVENT_TYPE_PREFIX } from '@tools-provider/contracts/values';
import type { Route } from 'next';

/** What each kind of thing is called. */
export const aggregateNames: Record<AuditedAggregate, string> = {
  'tool-group': 'Tool group',
  task: 'Task',
  source: 'Source',
  label: 'Label',
  view: 'View',
  'service-token': 'Service token',
};

/** Of the types of events those about a kind of thing; null: about anything. */
export function typesAbout(types: readonly string[], aggregate: AuditedAggregate | null): readonly string[] {
  return types.filter((type) => aggregate === null || aggregateOfType(type) === aggregate);
}

/** What was done, in words: `io.tools-provider.group.selector.added.v1` is `Selector added`. */
export function deedWords(type: string): string {
  const name = type.startsWith(CLOUD_EVENT_TYPE_PREFIX) ? type.slice(CLOUD_EVENT_TYPE_PREFIX.length) : type;
  const [about = '', ...rest] = name.replace(/\.v\d+$/, '').split('.');
  const words = (about === 'group' && rest.length > 1 ? rest : [wordOf(about), ...rest]).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');
}

function wordOf(about: string): string {
  return about === 'group' ? 'tool group' : about.replaceAll('-', ' ');
}

/** The page of what an entry is about; undefined when it has none. */
export function pageOfEntry({ aggregate, id }: Pick<AuditEntry, 'aggregate' | 'id'>): Route | undefined {
  const name = encodeURIComponent(id);
  if (aggregate === 'tool-group') return `/tool-groups/${name}` as Route;
  if (aggregate === 'task') return `/tasks?task=${name}` as Route;
  if (aggregate === 'source') return `/sources/${name}` as Route;
  if (aggregate === 'label') return '/labels' as Route;
  if (aggregate === 'service-token') return '/access?all=true' as Route;
  return undefined;
}

/** What the event itself calls what it is about, if it does. */
export function nameIn(data: Readonly<Record<string, unknown>>): string | undefined {
  const name = data.name ?? data.title ?? data.toolName;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
