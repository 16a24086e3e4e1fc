import {
  type Derivation,
  type DerivedStore,
  type DerivingContext,
  type DocumentScan,
  EventLoopTurns,
  type FeedEvent,
} from '@tools-provider/event-sourcing';
import { toolGroupProjection } from '../tool-group/project.ts';
import { CatalogMirror, pagesOf } from './catalog-mirror.ts';
import { DEFINITION_FIELDS, type DefinitionDocument, KeptGroup } from './kept-group.ts';
import {
  GROUP_MEMBERSHIPS,
  type GroupMembershipsDocument,
  MEMBERSHIPS,
  type MembershipDocument,
  membershipId,
} from './membership-document.ts';
import { commitAll, MembershipPlan, membershipDocument, removalOf } from './membership-plan.ts';

/** What memberships are kept with. */
export interface MembershipKeeperParts {
  readonly scan: DocumentScan;
  readonly store: Pick<DerivedStore, 'find'>;
  /** What the type of every CloudEvent begins with, before the stored event's type. */
  readonly typePrefix: string;
}

type StoredRow = GroupMembershipsDocument & { readonly revision: number };

const TOOLS_AT_A_TIME = 100;
const PAGE = 1_000;

/**
 * Keeps which tools each group has, and why. An event of a group has its memberships looked at, an event of a source those of the source's
 * tools that are other than before, in whatever groups they are or could be; only what differs is written. Long work lets others have their turn.
 */
export class MembershipKeeper implements Derivation {
  readonly #parts: MembershipKeeperParts;
  readonly #catalog: CatalogMirror;
  #groups = new Map<string, KeptGroup>();

  constructor(parts: MembershipKeeperParts) {
    this.#parts = parts;
    this.#catalog = new CatalogMirror(parts.scan);
  }

  async recompute(context: DerivingContext): Promise<void> {
    const { scan } = this.#parts;
    await this.#catalog.load();
    const stored = new Map<string, StoredRow>();
    for await (const row of pagesOf<GroupMembershipsDocument>(scan, {
      collection: GROUP_MEMBERSHIPS,
      fields: ROW_FIELDS,
    })) {
      stored.set(row.id, row as StoredRow);
    }
    this.#groups = new Map();
    const documents: DefinitionDocument[] = [];
    for await (const document of pagesOf<DefinitionDocument>(scan, GROUPS)) documents.push(document);
    const total = documents.length;
    for (const [done, document] of documents.entries()) {
      await context.report(done, total);
      await this.#take(document, stored.get(document.id), context);
      stored.delete(document.id);
    }
    for (const groupId of stored.keys()) await this.#remove(groupId, context);
  }

  async follow(events: readonly FeedEvent[], context: DerivingContext): Promise<void> {
    const subjects = (...kinds: readonly string[]) =>
      new Set(events.flatMap((event) => (kinds.includes(this.#kindOf(event)) ? [event.subject] : [])));
    const changedTools = await this.#catalog.refresh(subjects('source', 'tool'));
    await this.#followGroups(subjects('group'), context);
    for (let from = 0; from < changedTools.length; from += TOOLS_AT_A_TIME) {
      await this.#retake(changedTools.slice(from, from + TOOLS_AT_A_TIME), context);
    }
  }

  /** The first word of the stored event's type. */
  #kindOf({ type }: FeedEvent): string {
    const { typePrefix } = this.#parts;
    return type.startsWith(typePrefix) ? (type.slice(typePrefix.length).split('.', 1)[0] ?? '') : '';
  }

  async #followGroups(groupIds: ReadonlySet<string>, context: DerivingContext): Promise<void> {
    if (groupIds.size === 0) return;
    const gone = new Set(groupIds);
    for await (const document of pagesOf<DefinitionDocument>(this.#parts.scan, {
      ...GROUPS,
      ids: [...groupIds],
    })) {
      gone.delete(document.id);
      const known = this.#groups.get(document.id);
      await this.#take(document, known === undefined ? undefined : rowOf(known), context);
    }
    for (const groupId of gone) await this.#remove(groupId, context);
  }

  /** Brings a group's memberships up to its document and to the catalogue. */
  async #take(
    document: DefinitionDocument,
    stored: StoredRow | undefined,
    context: DerivingContext,
  ): Promise<void> {
    const group = new KeptGroup(document);
    const plan = new MembershipPlan();
    const known = this.#groups.get(group.id);
    const isKept = known?.definitionText === group.definitionText;
    if (isKept) {
      // Whatever has happened to the group, it has nothing to do with its tools.
      group.resolvedCount = known.resolvedCount;
      group.memberCount = known.memberCount;
    } else {
      await this.#compare(group, plan);
    }
    if (plan.size > 0 || stored === undefined || !isSameRow(stored, group)) plan.touch(group);
    await plan.carryOut(context);
    this.#groups.set(group.id, group);
  }

  /** Compares what is stored with what the definition says of all tools. */
  async #compare(group: KeptGroup, plan: MembershipPlan): Promise<void> {
    const wanted = await this.#membershipsOf(group);
    let after = '';
    for (;;) {
      const page = await this.#stored('groupId', [group.id], after);
      for (const before of page) {
        group.memberCount += 1;
        group.resolvedCount += Number(before.isResolved);
        // A definition that cannot be applied says nothing: what was stays.
        if (group.definition !== undefined) plan.change(group, before, wanted.get(before.toolId));
        wanted.delete(before.toolId);
      }
      if (page.length < PAGE) break;
      after = page.at(-1)?.id ?? '';
    }
    for (const membership of wanted.values()) plan.change(group, undefined, membership);
  }

  async #membershipsOf({ id, definition }: KeptGroup): Promise<Map<string, MembershipDocument>> {
    const memberships = new Map<string, MembershipDocument>();
    if (definition === undefined) return memberships;
    const turns = new EventLoopTurns();
    const named = new Set(definition.namedToolIds);
    for (const [toolId, tool] of this.#catalog.tools) {
      if (turns.isOver) await turns.next();
      named.delete(toolId);
      const membership = definition.explain(tool);
      if (membership !== undefined) memberships.set(toolId, membershipDocument(id, membership, tool));
    }
    for (const toolId of named) {
      const membership = definition.explainUnknown(toolId);
      if (membership !== undefined) memberships.set(toolId, membershipDocument(id, membership, undefined));
    }
    return memberships;
  }

  /** Brings the memberships of some tools up to the catalogue, in whatever groups they are or are to be. */
  async #retake(toolIds: readonly string[], context: DerivingContext): Promise<void> {
    const turns = new EventLoopTurns();
    const stored = new Map<string, MembershipDocument>();
    for (let after = ''; ; ) {
      const page = await this.#stored('toolId', toolIds, after);
      for (const row of page) stored.set(row.id, row);
      if (page.length < PAGE) break;
      after = page.at(-1)?.id ?? '';
    }
    const plan = new MembershipPlan();
    for (const group of this.#groups.values()) {
      for (const toolId of toolIds) {
        if (turns.isOver) await turns.next();
        this.#retakeOne(group, toolId, stored, plan);
      }
    }
    await plan.carryOut(context);
  }

  #retakeOne(
    group: KeptGroup,
    toolId: string,
    stored: ReadonlyMap<string, MembershipDocument>,
    plan: MembershipPlan,
  ): void {
    const { definition } = group;
    if (definition === undefined) return;
    const tool = this.#catalog.tools.get(toolId);
    const membership = tool === undefined ? definition.explainUnknown(toolId) : definition.explain(tool);
    const after = membership === undefined ? undefined : membershipDocument(group.id, membership, tool);
    plan.change(group, stored.get(membershipId(group.id, toolId)), after);
  }

  async #remove(groupId: string, context: DerivingContext): Promise<void> {
    this.#groups.delete(groupId);
    for (;;) {
      const page = await this.#stored('groupId', [groupId], '');
      const isLast = page.length < PAGE;
      await commitAll(context, removalOf(groupId, page, { isLast }));
      if (isLast) return;
    }
  }

  #stored(field: 'groupId' | 'toolId', values: readonly string[], after: string) {
    const query = { field, values, after, limit: PAGE };
    return this.#parts.store.find<MembershipDocument>(MEMBERSHIPS, query);
  }
}

const GROUPS = { collection: toolGroupProjection.collection, fields: DEFINITION_FIELDS } as const;
const ROW_FIELDS = ['resolvedCount', 'memberCount', 'isChanging', 'failure'] as const;

function rowOf({ id, revision, resolvedCount, memberCount, failure }: KeptGroup): StoredRow {
  return { id, revision, resolvedCount, memberCount, isChanging: false, failure };
}

function isSameRow(stored: StoredRow, group: KeptGroup): boolean {
  const { revision, resolvedCount, memberCount, isChanging, failure } = stored;
  return (
    !isChanging &&
    revision === group.revision &&
    resolvedCount === group.resolvedCount &&
    memberCount === group.memberCount &&
    failure === group.failure
  );
}
