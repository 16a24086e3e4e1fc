import { createHash } from 'node:crypto';
import { type JsonObject, sortedJson } from './sorted-json.ts';

/** One operation of a source, as an agent's tool. */
export interface ToolDefinition {
  /** Names the tool within its source, 1 to 255 characters. */
  readonly operationId: string;
  /** 1 to 200 characters. */
  readonly name: string;
  /** Up to 4,000 characters. */
  readonly description: string;
  /** In upper case; null where the source has no HTTP methods. */
  readonly method: string | null;
  readonly path: string | null;
  readonly tags: readonly string[];
  /** JSON Schema 2020-12 of an object, with all it refers to in its own `$defs`. */
  readonly inputSchema: JsonObject;
  /** Whether the source itself says so. */
  readonly isDeprecated: boolean;
}

/** A definition, and the first 16 hex digits of the SHA-256 of its canonical JSON. */
export interface ImportedTool {
  readonly definition: ToolDefinition;
  readonly hash: string;
}

/** What a source got wrong and was read nevertheless. */
export interface ImportWarning {
  /** JSON Pointer (RFC 6901) into the document, or into what the server answered. */
  readonly place: string;
  readonly detail: string;
}

/** All tools of a source, ordered by operation id. */
export interface ToolInventory {
  readonly title: string;
  readonly version: string;
  readonly tools: readonly ImportedTool[];
  readonly warnings: readonly ImportWarning[];
  /** Of all definitions: the same for the same tools, in whatever order the source has them. */
  readonly hash: string;
}

/** The inventory of these definitions, whose operation ids differ. */
export function toolInventory(
  source: Pick<ToolInventory, 'title' | 'version' | 'warnings'>,
  definitions: readonly ToolDefinition[],
): ToolInventory {
  const tools = definitions
    .map((definition) => ({ definition, hash: hashOf(definition) }))
    .sort((a, b) => (a.definition.operationId < b.definition.operationId ? -1 : 1));
  const hash = hashOf(tools.map((tool) => [tool.definition.operationId, tool.hash]));
  return { title: source.title, version: source.version, tools, warnings: source.warnings, hash };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(sortedJson(value)).digest('hex').slice(0, 16);
}
