const OF_A_SOURCE = /^([0-9a-f-]{36}):(.+)$/is;

/** What people read of a tool's id: the operation, and by itself the id of its source where it begins with one. */
export function partsOfToolId(toolId: string): { readonly operation: string; readonly sourceId?: string } {
  const [, sourceId, operation] = OF_A_SOURCE.exec(toolId) ?? [];
  if (sourceId === undefined || operation === undefined) return { operation: toolId };
  return { operation, sourceId: sourceId.toLowerCase() };
}
