'use client';

import { queryOptions, useQueries } from '@tanstack/react-query';
import type { AuditedAggregate, CloudEvent, Page } from '@tools-provider/contracts';
import { aggregateOfType } from '@tools-provider/contracts/aggregate-of-type';
import { browserApi } from '../api-client/browser-api.ts';
import { nameIn } from './event-words.ts';

/** Where the names of those are read that events do not name themselves: whatever has an event lately was changed lately. */
const lists = {
  'tool-group': '/api/v1/tool-groups?sort=-updatedAt&limit=100',
  task: '/api/v1/tasks?sort=-updatedAt&limit=100',
  source: '/api/v1/sources?limit=100',
  label: '/api/v1/labels?limit=100',
} as const;

const kinds = Object.keys(lists) as (keyof typeof lists)[];

/** What an event has to say for its subject to be named. */
type Told = Pick<CloudEvent, 'type' | 'subject' | 'data'>;

/** What the aggregates are called that events are about, as far as that is known; by id. */
export function useSubjectNames(events: readonly Told[]): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  // The newest name comes first and stays.
  for (const event of events) {
    const name = nameIn(event);
    if (name !== undefined && !told.has(event.subject)) told.set(event.subject, name);
  }
  const unnamed = new Set<AuditedAggregate | undefined>(
    events.filter(({ subject }) => !told.has(subject)).map(({ type }) => aggregateOfType(type)),
  );
  const read = useQueries({
    queries: kinds.map((kind) => ({ ...namesQuery(kind), enabled: unnamed.has(kind) })),
  });
  for (const { data } of read) {
    for (const [id, name] of data ?? []) if (!told.has(id)) told.set(id, name);
  }
  return told;
}

function namesQuery(kind: keyof typeof lists) {
  return queryOptions({
    queryKey: ['feed', 'names', kind],
    queryFn: async ({ signal }) => {
      const page = await browserApi<Page<{ id: string; name?: string; title?: string }>>(lists[kind], {
        signal,
      });
      return page.items.map(({ id, name, title }) => [id, name ?? title ?? id] as const);
    },
  });
}
