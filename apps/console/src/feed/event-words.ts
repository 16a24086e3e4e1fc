import type { AuditedAggregate, CloudEvent } from '@tools-provider/contracts';
import { aggregateOfType } from '@tools-provider/contracts/aggregate-of-type';
import { CLOUD_EVENT_TYPE_PREFIX } from '@tools-provider/contracts/values';
import type { Route } from 'next';

/** What events can be about, as the filter names it. */
export const aggregateNames: Record<AuditedAggregate, string> = {
  'tool-group': 'Tool groups',
  task: 'Tasks',
  source: 'Sources and tools',
  label: 'Labels',
  view: 'Saved views',
  'service-token': 'Service tokens',
};

/** A type without what all types begin with: `group.created.v1`. */
export function shortType(type: string): string {
  return type.startsWith(CLOUD_EVENT_TYPE_PREFIX) ? type.slice(CLOUD_EVENT_TYPE_PREFIX.length) : type;
}

/** The page of the aggregate that an event is about; undefined when it has none. */
export function pageOfSubject({ type, subject }: Pick<CloudEvent, 'type' | 'subject'>): Route | undefined {
  const id = encodeURIComponent(subject);
  switch (aggregateOfType(type)) {
    case 'tool-group':
      return `/tool-groups/${id}` as Route;
    case 'task':
      return `/tasks?task=${id}` as Route;
    case 'source':
      return `/sources/${id}` as Route;
    case 'label':
      return '/labels';
    default:
      return undefined;
  }
}

/** What an event calls its aggregate, when it does. */
export function nameIn({ type, data }: Pick<CloudEvent, 'type' | 'data'>): string | undefined {
  // An event of a tool may name the tool, and its subject is the source.
  if (shortType(type).startsWith('tool.')) return undefined;
  const name = data.name ?? data.title ?? data.newTitle ?? data.newName;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** A command line that reads the feed on from after an event. Whoever runs it puts in a token of their own. */
export function curlAfter(apiUrl: string, event: Pick<CloudEvent, 'id'>): string {
  return curl(`${apiUrl}/api/v1/events?${new URLSearchParams({ lastEventId: event.id })}`, BATCH);
}

/** A command line that follows the feed as the filters narrow it. */
export function curlFollowing(apiUrl: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return curl(`${apiUrl}/api/v1/events${query === '' ? '' : `?${query}`}`, 'text/event-stream', '-sN');
}

const BATCH = 'application/cloudevents-batch+json';

function curl(url: string, accept: string, flags = '-s'): string {
  return `curl ${flags} ${quoted(url)} \\\n  -H "authorization: Bearer $TOKEN" \\\n  -H 'accept: ${accept}'`;
}

// What stands in the URL of this page may come from anybody, and is pasted into a shell.
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
