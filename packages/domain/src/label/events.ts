import type { DomainEvent } from '@tools-provider/event-sourcing';

/** The label exists. Times are ISO 8601 with milliseconds, `…By` are actors' ids, in every event. `color` is `#rrggbb` in lower case. */
export type LabelCreated = DomainEvent<
  'label.created.v1',
  {
    readonly name: string;
    readonly description: string;
    readonly color: string;
    readonly createdAt: string;
    readonly createdBy: string;
  }
>;

/** Some of it is new; what did not change is left out. */
export type LabelUpdated = DomainEvent<
  'label.updated.v1',
  {
    readonly name?: string;
    readonly description?: string;
    readonly color?: string;
    readonly updatedAt: string;
    readonly updatedBy: string;
  }
>;

/** The end: nothing follows, and tools lose the label. */
export type LabelDeleted = DomainEvent<
  'label.deleted.v1',
  { readonly deletedAt: string; readonly deletedBy: string }
>;

/** Everything that can have happened to a label. Stored types and payloads are contracts for ever. */
export type LabelEvent = LabelCreated | LabelUpdated | LabelDeleted;
