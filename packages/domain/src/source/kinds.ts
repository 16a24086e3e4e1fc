/** How a source tells its tools: an OpenAPI document, or an MCP server's `tools/list`. */
export const SOURCE_KINDS = ['openapi', 'mcp'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** How well a source can be read: unknown before the first time, degraded after a failure, unhealthy after three in a row. */
export const SOURCE_HEALTHS = ['unknown', 'healthy', 'degraded', 'unhealthy'] as const;
export type SourceHealth = (typeof SOURCE_HEALTHS)[number];

/** Whether a tool's source has it still. */
export const TOOL_STATUSES = ['active', 'deprecated'] as const;
export type ToolStatus = (typeof TOOL_STATUSES)[number];
