import type { QueryClient } from '@tanstack/react-query';
import type { Api } from '../api-client/api.ts';
import { allSourcesQuery, sourceQuery } from '../source/queries.ts';
import { noToolFilters, type ToolFilters } from './list-filters.ts';
import { toolQuery, toolsQuery } from './queries.ts';
import { sourceOf } from './source-of.ts';

// Each reads sources before tools, so that it is known of the tools what they take into account.

/** Reads the sources and then the tools. */
export function readSourcesAndTools(api: Api, filters: ToolFilters) {
  return async (client: QueryClient): Promise<void> => {
    const { pages } = await client.infiniteQuery(allSourcesQuery(api));
    const known = pages.flatMap(({ items }) => items.map(({ id, revision }) => [id, revision] as const));
    const projected = new Map(known);
    await client.infiniteQuery(toolsQuery(api, filters, { projected: () => projected }));
  };
}

/** Reads a source and then its tools. */
export function readSourceAndItsTools(api: Api, sourceId: string, search: string) {
  return async (client: QueryClient): Promise<void> => {
    const { revision } = await client.query(sourceQuery(api, sourceId));
    const projected = new Map([[sourceId, revision]]);
    const filters = { ...noToolFilters, sourceId, search };
    await client.infiniteQuery(toolsQuery(api, filters, { projected: () => projected }));
  };
}

/** Reads a tool's source and then the tool. */
export function readSourceAndTool(api: Api, toolId: string) {
  return async (client: QueryClient): Promise<void> => {
    const { id, revision } = await client.query(sourceQuery(api, sourceOf(toolId)));
    const projected = new Map([[id, revision]]);
    await client.query(toolQuery(api, toolId, { projected: () => projected }));
  };
}
