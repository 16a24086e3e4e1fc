import type { MembershipsState } from '@tools-provider/contracts';
import {
  DERIVED_AWAY_AFTER_MS,
  type DerivedProgress,
  type DerivedStore,
  type DocumentQueries,
  type DocumentScan,
  type Feed,
  type StoredDocument,
} from '@tools-provider/event-sourcing';
import {
  GROUP_MEMBERSHIPS,
  type GroupMembershipsDocument,
  MEMBERSHIPS_PROJECTION,
} from '@tools-provider/read-model';
import type { ChangeHub } from '../changes/change-hub.ts';

type Row = StoredDocument<GroupMembershipsDocument>;

/** Where memberships are read. */
export interface MembershipSources {
  readonly documents: DocumentQueries;
  readonly scan: DocumentScan;
  readonly derived: Pick<DerivedStore, 'progressOf'>;
  readonly feed: Pick<Feed, 'head'>;
  /** Knows of what is written and does not stand in the feed yet. */
  readonly changes: Pick<ChangeHub, 'isAllProjected'>;
}

/** Says of memberships that are read whether they are those of what is shown beside them. */
export class MembershipReader {
  readonly #sources: MembershipSources;

  constructor(sources: MembershipSources) {
    this.#sources = sources;
  }

  /**
   * Reads memberships of a group that is shown at `revision`, and how they relate to it. What is said of them is asked for before they are
   * read, and of the group once more afterwards: so they are never called newer, or more of one piece, than they are.
   */
  async read<Read>(
    groupId: string,
    revision: number,
    read: () => Promise<Read>,
  ): Promise<{ readonly found: Read; readonly state: MembershipsState }> {
    const { derived, feed, scan, changes } = this.#sources;
    const isCatalogProjected = changes.isAllProjected('source');
    const [progress, before, feedHead, generation] = await Promise.all([
      derived.progressOf(MEMBERSHIPS_PROJECTION),
      this.#row(groupId),
      feed.head(),
      scan.currentGeneration(),
    ]);
    const found = await read();
    const after = await this.#row(groupId);
    const isOfOnePiece = before?.projectedAt === after?.projectedAt && before?.isChanging === false;
    const isOfAll =
      progress?.generation === generation && progress.takenUpTo >= feedHead && isCatalogProjected;
    const isCurrent = before !== undefined && before.revision >= revision && isOfOnePiece && isOfAll;
    const failure = before?.failure ?? progress?.failure?.reason ?? null;
    return {
      found,
      state: {
        status: failure !== null || isAway(progress) ? 'stalled' : isCurrent ? 'current' : 'pending',
        revision: before?.revision ?? null,
        resolvedCount: before?.resolvedCount ?? null,
        memberCount: before?.memberCount ?? null,
        takenUpTo: progress?.takenUpTo ?? 0,
        feedHead,
        failure,
      },
    };
  }

  /** How many tools each of these groups has, of those of which it is known. */
  async counts(groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (groupIds.length === 0) return new Map();
    const rows = await this.#sources.scan.scan<GroupMembershipsDocument>({
      collection: GROUP_MEMBERSHIPS,
      fields: ['resolvedCount'],
      ids: groupIds,
      limit: groupIds.length,
    });
    return new Map(rows.map(({ id, resolvedCount }) => [id, resolvedCount]));
  }

  #row(groupId: string): Promise<Row | undefined> {
    return this.#sources.documents.get<GroupMembershipsDocument>(GROUP_MEMBERSHIPS, groupId);
  }
}

/** Whether nobody derives memberships: what has happened since may not even stand in the feed. */
function isAway(progress: DerivedProgress | undefined): boolean {
  return progress === undefined || Date.now() - Date.parse(progress.savedAt) > DERIVED_AWAY_AFTER_MS;
}
