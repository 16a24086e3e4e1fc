import type { ToolStatus } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/**
 * A tool as the read side keeps it; its id is `{sourceId}:{operationId}`, and its revision that of its source's event which last touched
 * it. Times are those of events, ISO 8601 with milliseconds.
 */
export interface ToolDocument extends ReadDocument {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly isSourceEnabled: boolean;
  readonly operationId: string;
  /** What an operator calls it, or else its definition. */
  readonly name: string;
  readonly description: string;
  /** What its definition calls it, whatever operators do. */
  readonly definitionName: string;
  readonly definitionDescription: string;
  /** What an operator calls it; `null`: as its definition does. */
  readonly nameOverride: string | null;
  readonly descriptionOverride: string | null;
  /** The HTTP method in upper case; `null` where there is none. */
  readonly method: string | null;
  readonly path: string | null;
  readonly tags: readonly string[];
  /** The JSON Schema of its input. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Whether its own document calls it deprecated, which keeps nobody from using it. */
  readonly isDefinitionDeprecated: boolean;
  readonly definitionHash: string;
  /** In the order in which they were added. */
  readonly labelIds: readonly string[];
  /** `deprecated`: its source no longer has it. */
  readonly status: ToolStatus;
  /** Whether operators let agents use it. */
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  /** Whether agents may use it: it is active and enabled, and so is its source. */
  readonly isAvailable: boolean;
  readonly discoveredAt: string;
  readonly discoveredBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** The words of name, description, operation and path, for searches. */
  readonly searchWords: readonly string[];
  /** For the order by name, in which capital letters make no difference. */
  readonly nameOrder: string;
}
