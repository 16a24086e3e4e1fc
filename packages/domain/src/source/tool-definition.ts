/** What a source says about one of its operations: what an agent has to know to use it as a tool. Plain JSON. */
export interface ToolDefinition {
  /** Names the operation within its source. */
  readonly operationId: string;
  readonly name: string;
  readonly description: string;
  /** The HTTP method in upper case; `null` where there is none, as with tools of an MCP server. */
  readonly method: string | null;
  readonly path: string | null;
  readonly tags: readonly string[];
  /** The JSON Schema of its input, an object that refers to nothing outside itself. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Whether its own document calls it deprecated. It is a tool all the same. */
  readonly isDeprecated: boolean;
}

/** What a document gets wrong that keeps nobody from using it: where (a JSON Pointer) and what. */
export interface InventoryWarning {
  readonly place: string;
  readonly detail: string;
}

/** A tool's id, `{sourceId}:{operationId}`. */
export function toolIdOf(sourceId: string, operationId: string): string {
  return `${sourceId}:${operationId}`;
}

const UUID_LENGTH = 36;

/** The source that a tool's id names; `undefined` for what is no tool's id. */
export function sourceIdOf(toolId: string): string | undefined {
  return toolId.length > UUID_LENGTH + 1 && toolId[UUID_LENGTH] === ':'
    ? toolId.slice(0, UUID_LENGTH)
    : undefined;
}
