import type { ReadDocument } from '@tools-provider/event-sourcing';

/** A label as the read side keeps it. Which tools have it stands in their documents. Times are those of its events, ISO 8601 with milliseconds. */
export interface LabelDocument extends ReadDocument {
  readonly name: string;
  readonly description: string;
  /** `#rrggbb` in lower case. */
  readonly color: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** The words of name and description, for searches. */
  readonly searchWords: readonly string[];
  /** For the order by name, in which capital letters make no difference. */
  readonly nameOrder: string;
}
