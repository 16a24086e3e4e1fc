import type { MembershipReason } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/** The collection of {@link MembershipDocument}. */
export const MEMBERSHIPS = 'tool-memberships';

/** The collection of {@link GroupMembershipsDocument}. */
export const GROUP_MEMBERSHIPS = 'tool-group-memberships';

/** What the memberships are called as a derived projection. */
export const MEMBERSHIPS_PROJECTION = 'memberships';

/**
 * That a group's definition is about a tool, and what it says. Its id is the group's, a slash, and the tool's; its revision the group's that
 * was taken into account when this was written last.
 */
export interface MembershipDocument extends ReadDocument {
  readonly groupId: string;
  readonly toolId: string;
  /** Whether the group has the tool. */
  readonly isResolved: boolean;
  readonly reasons: readonly MembershipReason[];
  /** The tool's id for one that the catalogue does not have. */
  readonly toolName: string;
  readonly sourceName: string | null;
  readonly method: string | null;
  readonly path: string | null;
  /** The tool's name as lists are ordered by it. */
  readonly nameOrder: string;
  /** The words of name, source and path, for searches. */
  readonly searchWords: readonly string[];
}

/** What is known of all memberships of a group, under the group's id. Its revision is the group's that they belong to. */
export interface GroupMembershipsDocument extends ReadDocument {
  /** How many tools the group has. */
  readonly resolvedCount: number;
  /** How many tools its definition is about. */
  readonly memberCount: number;
  /** Some are those of this revision, and others still those of the one before. */
  readonly isChanging: boolean;
  /** Why the definition cannot be applied: then the memberships stay what they were. */
  readonly failure: string | null;
}

/** The collections of memberships, with what they are found by. */
export const membershipSpecs = [
  {
    name: MEMBERSHIPS,
    indexedFields: [
      'groupId',
      ['toolId', 'groupId'],
      ['groupId', 'nameOrder'],
      ['groupId', 'isResolved', 'nameOrder'],
    ],
  },
  { name: GROUP_MEMBERSHIPS, indexedFields: [] },
] as const;

/** The id of a membership's document. */
export function membershipId(groupId: string, toolId: string): string {
  return `${groupId}/${toolId}`;
}
