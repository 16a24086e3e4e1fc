import type { ActivationRequest, ExcludedTool, ExplicitTool, ToolSelector } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/**
 * A tool group as the read side keeps it. Times are those of its events, ISO 8601 with milliseconds. Documents of earlier versions lack what is
 * optional here.
 */
export interface ToolGroupDocument extends ReadDocument {
  readonly name: string;
  readonly description: string;
  /** In the order in which they were added. */
  readonly selectors: readonly ToolSelector[];
  readonly explicitTools: readonly ExplicitTool[];
  readonly excludedTools: readonly ExcludedTool[];
  readonly selectorCount: number;
  readonly explicitToolCount: number;
  readonly excludedToolCount: number;
  readonly isActive: boolean;
  readonly deactivationReason: string | null;
  readonly requiresApproval?: boolean;
  readonly activationRequest?: ActivationRequest | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** Whether somebody has asked for its activation, and nobody has decided. */
  readonly hasActivationRequest?: boolean;
  /** The words of name and description, for searches. */
  readonly searchWords?: readonly string[];
  /** For the order by name, in which capital letters make no difference. */
  readonly nameOrder?: string;
}
