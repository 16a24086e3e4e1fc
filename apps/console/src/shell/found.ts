import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Label, Page, Source, Task, Tool, ToolGroup } from '@tools-provider/contracts';
import type { Route } from 'next';
import type { Api } from '../api-client/api.ts';
import { toolHref } from '../tool/tool-href.ts';

const AT_MOST = 5;

/** Something that a search has found, and the way to it. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly href: Route;
}

/** What was found of one kind. */
export interface FoundKind {
  readonly kind: string;
  readonly items: readonly Found[];
}

/** Searches groups, tasks, tools, sources and labels by words of their names; the first few of each kind. */
export function foundQuery(api: Api, words: string) {
  return queryOptions({
    queryKey: ['found', words],
    queryFn: async ({ signal }): Promise<readonly FoundKind[]> => {
      const search = <Item>(path: string, kind: string, found: (item: Item) => Found) => {
        const parameters = new URLSearchParams({ search: words, limit: String(AT_MOST) });
        return api<Page<Item>>(`/api/v1/${path}?${parameters}`, { signal }).then(({ items }) => ({
          kind,
          items: items.map(found),
        }));
      };
      return Promise.all([
        search<ToolGroup>('tool-groups', 'Tool groups', ({ id, name }) => ({
          id,
          name,
          href: `/tool-groups/${encodeURIComponent(id)}` as Route,
        })),
        search<Task>('tasks', 'Tasks', ({ id, title }) => ({
          id,
          name: title,
          href: `/tasks?task=${encodeURIComponent(id)}`,
        })),
        search<Tool>('tools', 'Tools', ({ id, name }) => ({ id, name, href: toolHref(id) as Route })),
        search<Source>('sources', 'Sources', ({ id, name }) => ({
          id,
          name,
          href: `/sources/${encodeURIComponent(id)}` as Route,
        })),
        search<Label>('labels', 'Labels', ({ id, name }) => ({
          id,
          name,
          href: `/labels?${new URLSearchParams({ search: name })}` as Route,
        })),
      ]);
    },
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}
