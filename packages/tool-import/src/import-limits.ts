/** How much of a source is read; beyond it there is a plain error or, where it says so, a warning. */
export interface ImportLimits {
  /** Bytes of a document, as text and on its way. */
  readonly maxDocumentBytes: number;
  /** Values in a document, with what its YAML aliases repeat. */
  readonly maxNodes: number;
  /** How deep a document nests. */
  readonly maxDepth: number;
  readonly maxTools: number;
  /** Bytes of all definitions together. */
  readonly maxInventoryBytes: number;
  /** Bytes of one input schema; a larger one is shortened, with a warning. */
  readonly maxSchemaBytes: number;
  /** How deep an input schema nests; what is deeper is shortened, with a warning. Documents in MongoDB nest up to 100. */
  readonly maxSchemaDepth: number;
  /** Warnings that are kept; one more says how many there were. */
  readonly maxWarnings: number;
  /** Pages on which an MCP server lists its tools. */
  readonly maxPages: number;
  /** The time that fetching may take, from the beginning to the last byte. */
  readonly fetchTimeoutMs: number;
  /** The time that reading one document may take, with the time that it waits. */
  readonly timeoutMs: number;
  /** The heap that reading one document may take. */
  readonly maxMemoryMb: number;
}

export const DEFAULT_LIMITS: ImportLimits = {
  maxDocumentBytes: 5 * 1024 * 1024,
  maxNodes: 1_000_000,
  maxDepth: 200,
  maxTools: 10_000,
  maxInventoryBytes: 32 * 1024 * 1024,
  maxSchemaBytes: 64 * 1024,
  maxSchemaDepth: 60,
  maxWarnings: 100,
  maxPages: 200,
  fetchTimeoutMs: 15_000,
  timeoutMs: 20_000,
  maxMemoryMb: 512,
};
