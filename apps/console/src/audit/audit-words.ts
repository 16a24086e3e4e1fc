import {
  type AuditEntry,
  type AuditedAggregate,
  CLOUD_EVENT_TYPE_PREFIX,
  eventData,
} from '@tools-provider/contracts';
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

/** What the types of events about each kind of thing begin with. */
const beginnings: Record<AuditedAggregate, readonly string[]> = {
  'tool-group': ['group'],
  task: ['task'],
  source: ['source', 'tool'],
  label: ['label'],
  view: ['view'],
  'service-token': ['service-token'],
};

/** The types of events about a kind of thing, or about anything, as the API names them. */
export function typesAbout(aggregate: AuditedAggregate | null): readonly string[] {
  const names = Object.keys(eventData).filter(
    (name) => aggregate === null || beginnings[aggregate].includes(name.split('.', 1)[0] ?? ''),
  );
  return names.map((name) => CLOUD_EVENT_TYPE_PREFIX + name);
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
