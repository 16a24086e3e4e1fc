import type { Source, SourceKind } from '@tools-provider/contracts';

/** What the kinds of sources are called. */
export const kindNames: Readonly<Record<SourceKind, string>> = {
  openapi: 'OpenAPI',
  mcp: 'MCP server',
};

/** Where a source is read. */
export function placeWords({ url }: Pick<Source, 'url'>): string {
  return url ?? 'Uploaded document';
}
