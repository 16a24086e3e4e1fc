import type { SelectableTool, ToolMembership } from '@tools-provider/domain';
import {
  type DerivedWrite,
  type DerivingContext,
  orderText,
  searchWords,
} from '@tools-provider/event-sourcing';
import type { KeptGroup } from './kept-group.ts';
import {
  GROUP_MEMBERSHIPS,
  MEMBERSHIPS,
  type MembershipDocument,
  membershipId,
} from './membership-document.ts';

/** How much is written in one transaction. */
const WRITES_A_COMMIT = 400;

/** Gathers what memberships have to become, and writes it in transactions of a bounded size. */
export class MembershipPlan {
  readonly #writes: DerivedWrite[] = [];
  readonly #groups = new Map<string, KeptGroup>();

  /** How many memberships are to be written. */
  get size(): number {
    return this.#writes.length;
  }

  /** A membership becomes `after` (`undefined`: there is none), where it was `before`. Nothing is written that is so already. */
  change(
    group: KeptGroup,
    before: MembershipDocument | undefined,
    after: MembershipDocument | undefined,
  ): void {
    if (sameMembership(before, after)) return;
    group.memberCount += Number(after !== undefined) - Number(before !== undefined);
    group.resolvedCount += Number(after?.isResolved === true) - Number(before?.isResolved === true);
    this.#groups.set(group.id, group);
    const id = (after ?? before)?.id ?? '';
    this.#writes.push({ collection: MEMBERSHIPS, id, document: after, revision: group.revision });
  }

  /** What is known of the group as a whole is to be written, whether any of its memberships changes or not. */
  touch(group: KeptGroup): void {
    this.#groups.set(group.id, group);
  }

  /** Writes all of it. Who reads between two transactions is told that a group is changing. */
  async carryOut(context: DerivingContext): Promise<void> {
    const rows = (isChanging: boolean) => [...this.#groups.values()].map((group) => group.row(isChanging));
    const last = rows(false);
    if (this.#writes.length + last.length > WRITES_A_COMMIT)
      await commitAll(context, [...rows(true), ...this.#writes]);
    else last.unshift(...this.#writes);
    await commitAll(context, last);
  }
}

/** Removes memberships of a group, and with the last of them what is known of the group: so none is left that nobody would look for. */
export function removalOf(
  groupId: string,
  memberships: readonly MembershipDocument[],
  { isLast }: { readonly isLast: boolean },
): readonly DerivedWrite[] {
  const gone = { document: undefined, revision: 0 };
  const removed = memberships.map(({ id }) => ({ collection: MEMBERSHIPS, id, ...gone }));
  return isLast ? [...removed, { collection: GROUP_MEMBERSHIPS, id: groupId, ...gone }] : removed;
}

/** Carries out writes in their order, so many at a time. */
export async function commitAll(context: DerivingContext, writes: readonly DerivedWrite[]): Promise<void> {
  for (let from = 0; from < writes.length; from += WRITES_A_COMMIT) {
    context.signal.throwIfAborted();
    await context.commit(writes.slice(from, from + WRITES_A_COMMIT));
  }
}

/** The document of a membership; `tool` is `undefined` for one that the catalogue does not have. */
export function membershipDocument(
  groupId: string,
  { toolId, isResolved, reasons }: ToolMembership,
  tool: SelectableTool | undefined,
): MembershipDocument {
  const { name: toolName = toolId, sourceName = null, method = null, path = null } = tool?.tool ?? {};
  return {
    id: membershipId(groupId, toolId),
    groupId,
    toolId,
    isResolved,
    reasons,
    toolName,
    sourceName,
    method,
    path,
    nameOrder: orderText(toolName),
    searchWords: searchWords(toolName, sourceName ?? '', path ?? ''),
  };
}

function sameMembership(one: MembershipDocument | undefined, other: MembershipDocument | undefined): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(document: MembershipDocument | undefined): string {
  if (document === undefined) return '';
  const { isResolved, reasons, toolName, sourceName, method, path } = document;
  return JSON.stringify([isResolved, reasons, toolName, sourceName, method, path]);
}
