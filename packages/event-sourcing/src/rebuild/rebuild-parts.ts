import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { EventFolder } from './event-folder.ts';
import type { EventLog } from './event-log.ts';
import type { Patiently } from './patience.ts';
import type { RebuildLimits } from './rebuild-limits.ts';
import type { DocumentOrigins, RebuildStore } from './rebuild-store.ts';

/** What the steps of one rebuild or verification share. */
export interface RebuildParts {
  /** The projections whose documents it is about. */
  readonly projections: readonly string[];
  readonly eventLog: EventLog;
  readonly eventStore: EventStore;
  readonly statuses: Pick<ProjectionStatusQueries, 'loadStatuses' | 'listStatuses'>;
  readonly store: RebuildStore;
  readonly folder: EventFolder;
  readonly origins: DocumentOrigins;
  readonly limits: RebuildLimits;
  readonly signal: AbortSignal;
  readonly patiently: Patiently;
  /** Whether documents of these projections are made from a stream. */
  readonly isWanted: (stream: string) => boolean;
  /** Whether somebody has decided that the documents go on without this event. */
  readonly isSkipped: (event: RecordedEvent) => Promise<boolean>;
}
