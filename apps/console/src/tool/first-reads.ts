import type { QueryClient } from '@tanstack/react-query';
import type { Api } from '../api-client/api.ts';
import { allSourcesQuery } from '../source/queries.ts';
import type { ToolFilters } from './list-filters.ts';
import { toolsQuery } from './queries.ts';

/** Reads the sources and then the tools, so that it is known of the tools what they take into account. */
export function readSourcesAndTools(api: Api, filters: ToolFilters) {
  return async (client: QueryClient): Promise<void> => {
    const { pages } = await client.infiniteQuery(allSourcesQuery(api));
    const projected = new Map(
      pages.flatMap(({ items }) => items.map(({ id, revision }) => [id, revision] as const)),
    );
    await client.infiniteQuery(toolsQuery(api, filters, { projected: () => projected }));
  };
}
