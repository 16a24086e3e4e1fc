import type { InventoryWarning, SourceHealth, SourceKind } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/** A source as the read side keeps it. Times are those of its events, ISO 8601 with milliseconds. */
export interface SourceDocument extends ReadDocument {
  readonly name: string;
  readonly kind: SourceKind;
  /** Where it is read; `null` for one whose document is uploaded. */
  readonly url: string | null;
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  readonly health: SourceHealth;
  /** Why it could not be read the last time; `null` when it could. */
  readonly healthReason: string | null;
  /** How often in a row it could not be read. */
  readonly failures: number;
  readonly lastFailedAt: string | null;
  /** The hash of the inventory that the catalogue was last brought up to; `null` before the first. */
  readonly inventoryHash: string | null;
  readonly lastIngestedAt: string | null;
  /** How many tools the source has, deprecated ones not counted. */
  readonly toolCount: number;
  readonly warnings: readonly InventoryWarning[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** The words of name and URL, for searches. */
  readonly searchWords: readonly string[];
  /** For the order by name, in which capital letters make no difference. */
  readonly nameOrder: string;
}
