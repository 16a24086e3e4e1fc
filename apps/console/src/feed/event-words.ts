import { CLOUD_EVENT_TYPE_PREFIX, type CloudEvent } from '@tools-provider/contracts';
import type { Route } from 'next';

/** A type without what all types begin with: `group.created.v1`. */
export function shortType(type: string): string {
  return type.startsWith(CLOUD_EVENT_TYPE_PREFIX) ? type.slice(CLOUD_EVENT_TYPE_PREFIX.length) : type;
}

/** The page of the aggregate that an event is about; undefined when it has none. */
export function pageOfSubject({ type, subject }: Pick<CloudEvent, 'type' | 'subject'>): Route | undefined {
  const name = shortType(type);
  if (name.startsWith('group.')) return `/tool-groups/${encodeURIComponent(subject)}` as Route;
  if (name.startsWith('task.')) return `/tasks?task=${encodeURIComponent(subject)}` as Route;
  return undefined;
}

/** A command line that reads the feed on from after an event. */
export function curlAfter(apiUrl: string, event: Pick<CloudEvent, 'id'>): string {
  return [
    `TOKEN=$(curl -s ${apiUrl}/api/v1/dev/token -H 'content-type: application/json' -d '{"persona":"viewer"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`,
    `curl -s '${apiUrl}/api/v1/events?lastEventId=${event.id}' -H "authorization: Bearer $TOKEN" -H 'accept: application/cloudevents-batch+json'`,
  ].join('\n');
}
