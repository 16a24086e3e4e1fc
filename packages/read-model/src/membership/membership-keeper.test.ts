import {
  type CatalogTool,
  explainTools,
  type GroupDefinition,
  resolveTools,
  type ToolSelectorInput,
  toolSelector,
} from '@tools-provider/domain';
import type { DerivingContext, FeedEvent, Lease } from '@tools-provider/event-sourcing';
import {
  InMemoryDerivedStore,
  InMemoryDocumentScan,
  InMemoryDocuments,
} from '@tools-provider/event-sourcing/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MirroredTool } from './catalog-mirror.ts';
import {
  GROUP_MEMBERSHIPS,
  type GroupMembershipsDocument,
  MEMBERSHIPS,
  MEMBERSHIPS_PROJECTION,
  type MembershipDocument,
} from './membership-document.ts';
import { MembershipKeeper } from './membership-keeper.ts';

const PREFIX = 'io.tools-provider.';
const LEASE: Lease = { name: 'memberships', owner: 'one', epoch: 1, until: '' };

/** Documents of groups and of the catalogue that change, events that tell of it, and who keeps the memberships. */
class World {
  readonly documents = new InMemoryDocuments();
  readonly store = new InMemoryDerivedStore(this.documents);
  readonly #revisions = new Map<string, number>();
  readonly #groups = new Map<string, GroupDefinition>();
  readonly #tools = new Map<string, MirroredTool>();
  readonly #events: FeedEvent[] = [];
  /** Sources whose last event was told: nothing follows it. */
  readonly #ended = new Set<string>();
  #keeper: MembershipKeeper | undefined;
  /** The commit that fails; −1: none does. */
  failsAt = -1;

  group(id: string, definition: GroupDefinition | undefined): void {
    const revision = this.#tell(id, 'group.changed.v1');
    if (definition === undefined) this.#groups.delete(id);
    else this.#groups.set(id, definition);
    const document = definition === undefined ? undefined : { id, ...definition };
    this.documents.write({ collection: 'tool-groups', id, revision, document }, '');
  }

  tool(sourceId: string, operation: string, more: Partial<CatalogTool> = {}): void {
    this.#source(sourceId, 'tool.changed.v1', (revision) => {
      const id = `${sourceId}:${operation}`;
      const before = this.#tools.get(id) ?? newTool(sourceId, operation);
      this.#write({ ...before, ...more }, revision);
    });
  }

  source(sourceId: string, change: Pick<Partial<CatalogTool>, 'sourceName' | 'isSourceEnabled'>): void {
    this.#source(sourceId, 'source.changed.v1', (revision) => {
      for (const tool of this.#toolsOf(sourceId)) this.#write({ ...tool, ...change }, revision);
    });
  }

  deregister(sourceId: string): void {
    if (this.#ended.has(sourceId)) return;
    this.#ended.add(sourceId);
    const revision = this.#tell(sourceId, 'source.deregistered.v1');
    for (const { id } of this.#toolsOf(sourceId)) {
      this.#tools.delete(id);
      this.documents.write({ collection: 'tools', id, revision, document: undefined }, '');
    }
    this.documents.write({ collection: 'sources', id: sourceId, revision, document: undefined }, '');
  }

  /** Follows all that was not followed yet, as {@link DerivedRun} does: after a failure everything is derived anew by somebody else. */
  async follow(): Promise<void> {
    const context = this.#context();
    const events = this.#events.splice(0);
    try {
      if (this.#keeper === undefined) await this.#newKeeper().recompute(context);
      else await this.#keeper.follow(events, context);
    } catch (error) {
      if ((error as Error).message !== 'killed') throw error;
      await this.#newKeeper().recompute(context);
    }
  }

  kill(): void {
    this.#keeper = undefined;
  }

  memberships(): readonly MembershipDocument[] {
    return this.documents.all<MembershipDocument>(MEMBERSHIPS);
  }

  /** Every group with what is stored of its memberships, and what ought to be. */
  standing() {
    const catalog = [...this.#tools.values()];
    const stored = Map.groupBy(this.memberships(), ({ groupId }) => groupId);
    const rows = this.documents.all<GroupMembershipsDocument>(GROUP_MEMBERSHIPS);
    const ids = new Set([...this.#groups.keys(), ...stored.keys(), ...rows.map(({ id }) => id)]);
    return [...ids].map((id) => {
      const definition = this.#groups.get(id);
      const row = rows.find((one) => one.id === id);
      const wanted = definition === undefined ? [] : explainTools(definition, catalog);
      const resolved = definition === undefined ? [] : resolveTools(definition, catalog);
      return {
        stored: byId(stored.get(id) ?? []),
        wanted: byId(wanted),
        resolvedIds: (stored.get(id) ?? [])
          .flatMap(({ toolId, isResolved }) => (isResolved ? toolId : []))
          .sort(),
        wantedIds: resolved.map(({ toolId }) => toolId).sort(),
        row,
        wantedRow:
          definition === undefined
            ? undefined
            : {
                revision: this.#revisions.get(id),
                resolvedCount: resolved.length,
                memberCount: wanted.length,
                isChanging: false,
              },
      };
    });
  }

  #newKeeper(): MembershipKeeper {
    const scan = new InMemoryDocumentScan(this.documents);
    this.#keeper = new MembershipKeeper({ scan, store: this.store, typePrefix: PREFIX });
    return this.#keeper;
  }

  #context(): DerivingContext {
    return {
      signal: new AbortController().signal,
      report: async () => undefined,
      commit: async (writes) => {
        await this.store.claim(MEMBERSHIPS_PROJECTION, LEASE);
        if (this.failsAt === 0) {
          this.failsAt = -1;
          throw new Error('killed');
        }
        this.failsAt -= 1;
        await this.store.commit(MEMBERSHIPS_PROJECTION, LEASE, { writes });
      },
    };
  }

  #source(sourceId: string, type: string, change: (revision: number) => void): void {
    if (this.#ended.has(sourceId)) return;
    const revision = this.#tell(sourceId, type);
    this.documents.write({ collection: 'sources', id: sourceId, revision, document: { id: sourceId } }, '');
    change(revision);
  }

  #toolsOf(sourceId: string): readonly MirroredTool[] {
    return [...this.#tools.values()].filter((tool) => tool.sourceId === sourceId);
  }

  #write(tool: MirroredTool, revision: number): void {
    this.#tools.set(tool.id, tool);
    // The documents hold more than what the resolution looks at.
    const document = { ...tool, description: 'Much of it' };
    this.documents.write({ collection: 'tools', id: tool.id, revision, document }, '');
  }

  #tell(subject: string, type: string): number {
    const revision = (this.#revisions.get(subject) ?? -1) + 1;
    this.#revisions.set(subject, revision);
    this.#events.push({ type: `${PREFIX}${type}`, subject, revision } as FeedEvent);
    return revision;
  }
}

const newTool = (sourceId: string, operation: string): MirroredTool => ({
  id: `${sourceId}:${operation}`,
  sourceId,
  sourceName: sourceId,
  name: operation,
  path: `/${operation}`,
  method: 'GET',
  tags: [],
  labelIds: [],
  status: 'active',
  isEnabled: true,
  isSourceEnabled: true,
});

function byId(
  all: readonly { readonly toolId: string; readonly isResolved: boolean; readonly reasons: unknown }[],
) {
  return Object.fromEntries(all.map(({ toolId, isResolved, reasons }) => [toolId, { isResolved, reasons }]));
}

function definition(
  selectors: readonly Partial<ToolSelectorInput>[],
  explicit: readonly string[] = [],
  excluded: readonly string[] = [],
): GroupDefinition {
  const at = '2026-11-21T10:00:00.000Z';
  return {
    selectors: selectors.map((selector, index) => toolSelector({ id: `sel-${index + 1}`, ...selector })),
    explicitTools: explicit.map((toolId) => ({ toolId, addedAt: at, addedBy: 'otto', atRevision: 1 })),
    excludedTools: excluded.map((toolId) => ({ toolId, excludedAt: at, excludedBy: 'otto', reason: null })),
  };
}

async function expectRight(world: World): Promise<void> {
  await world.follow();
  for (const { stored, wanted, resolvedIds, wantedIds, row, wantedRow } of world.standing()) {
    expect(stored).toEqual(wanted);
    expect(resolvedIds).toEqual(wantedIds);
    if (wantedRow === undefined) expect(row).toBeUndefined();
    else expect(row).toMatchObject(wantedRow);
  }
}

const anyGroupId = fc.constantFrom('g-1', 'g-2', 'g-3');
const anySourceId = fc.constantFrom('crm', 'erp');
const anyOperation = fc.constantFrom('getUser', 'getOrder', 'addUser', 'drop');
const anyToolIds = fc.array(fc.constantFrom('crm:getUser', 'erp:drop', 'crm:never'), { maxLength: 2 });
const anySelectors = fc.array(
  fc.record(
    {
      sourcePattern: fc.constantFrom('crm', 'c*', 'renamed'),
      namePattern: fc.constantFrom('get*', '*user', 'regex:add|drop', '*'),
      requiredTags: fc.constantFrom([], ['read']),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 2 },
);
const anyTool = fc.record(
  {
    name: anyOperation,
    method: fc.constantFrom('GET', null),
    tags: fc.constantFrom<string[][]>([], ['read']),
    status: fc.constantFrom('active' as const, 'deprecated' as const),
    isEnabled: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anySourceChange = fc.record(
  { sourceName: fc.constantFrom('crm', 'renamed'), isSourceEnabled: fc.boolean() },
  { requiredKeys: [] },
);

type Step = (world: World) => void | Promise<void>;
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(anyGroupId, anySelectors, anyToolIds, anyToolIds).map(
      ([id, ...rest]): Step =>
        (world) =>
          world.group(id, definition(...rest)),
    ),
  },
  {
    weight: 1,
    arbitrary: anyGroupId.map(
      (id): Step =>
        (world) =>
          world.group(id, undefined),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(anySourceId, anyOperation, anyTool).map(
      ([id, operation, more]): Step =>
        (world) =>
          world.tool(id, operation, more),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(anySourceId, anySourceChange).map(
      ([id, change]): Step =>
        (world) =>
          world.source(id, change),
    ),
  },
  {
    weight: 1,
    arbitrary: anySourceId.map(
      (id): Step =>
        (world) =>
          world.deregister(id),
    ),
  },
  { weight: 5, arbitrary: fc.constant<Step>((world) => world.follow()) },
  { weight: 1, arbitrary: fc.constant<Step>((world) => world.kill()) },
  {
    weight: 1,
    arbitrary: fc.nat(2).map(
      (commit): Step =>
        (world) => {
          world.failsAt = commit;
        },
    ),
  },
);

describe('The memberships that are kept', () => {
  it('are what the last documents resolve to, whatever has happened to groups and catalogue, and whoever was killed meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const world = new World();
        for (const step of steps) await step(world);
        await expectRight(world);
      }),
      { numRuns: 300 },
    );
  });

  /** Two groups, one of which one tool of many concerns. */
  async function settled(): Promise<World> {
    const world = new World();
    for (const name of ['getUser', 'getOrder', 'addUser']) world.tool('crm', name);
    world.tool('erp', 'drop');
    world.group('g-1', definition([{ sourcePattern: 'crm', namePattern: 'get*' }]));
    world.group('g-2', definition([{ sourcePattern: 'erp' }]));
    await world.follow();
    world.store.written.length = 0;
    return world;
  }
  const writtenIn = (world: World) => world.store.written.map(({ collection, id }) => `${collection} ${id}`);

  it('of one group change with one tool, and nothing else is written', async () => {
    const world = await settled();
    world.tool('crm', 'getUser', { isEnabled: false });
    await expectRight(world);
    expect(writtenIn(world)).toEqual([`${MEMBERSHIPS} g-1/crm:getUser`, `${GROUP_MEMBERSHIPS} g-1`]);
  });

  it('are not touched by a tool that no group is about, nor by what the resolution does not look at', async () => {
    const world = await settled();
    world.tool('crm', 'addUser', { name: 'removeUser' });
    world.tool('crm', 'getUser');
    await expectRight(world);
    expect(writtenIn(world)).toEqual([]);
  });

  it('of a group change with the group, and only those that are other than before', async () => {
    const world = await settled();
    world.group('g-1', definition([{ sourcePattern: 'crm', namePattern: 'get*' }], ['crm:addUser']));
    await expectRight(world);
    expect(writtenIn(world)).toEqual([`${MEMBERSHIPS} g-1/crm:addUser`, `${GROUP_MEMBERSHIPS} g-1`]);
  });

  it('stay as they are when a group changes otherwise, and are said to be those of its new revision', async () => {
    const world = await settled();
    world.group('g-2', definition([{ sourcePattern: 'erp' }]));
    await expectRight(world);
    expect(writtenIn(world)).toEqual([`${GROUP_MEMBERSHIPS} g-2`]);
  });

  it('of the groups that have tools of a source change when it is renamed, disabled or deregistered', async () => {
    const world = await settled();
    world.source('erp', { isSourceEnabled: false });
    await expectRight(world);
    world.deregister('erp');
    await expectRight(world);
    const own = [`${MEMBERSHIPS} g-2/erp:drop`, `${GROUP_MEMBERSHIPS} g-2`];
    expect(writtenIn(world)).toEqual([...own, ...own]);
  });

  it('are written in bounded parts, between which the group is said to be changing', async () => {
    const world = new World();
    for (let n = 0; n < 900; n += 1) world.tool('crm', `op${n}`);
    world.group('g-1', definition([{}]));
    world.failsAt = 2;
    await world.follow().catch(() => undefined);
    const parts = world.store.written.filter(({ collection }) => collection === GROUP_MEMBERSHIPS);
    expect(parts[0]?.document).toMatchObject({ isChanging: true });
    await expectRight(world);
    expect(world.memberships()).toHaveLength(900);
  });

  it('stay what they were while the definition cannot be applied, and hold up no other group', async () => {
    const world = await settled();
    const broken = {
      ...definition([{}]),
      selectors: [{ ...toolSelector({ id: 's' }), namePattern: 'regex:(' }],
    };
    world.group('g-1', broken);
    world.tool('erp', 'drop', { isEnabled: false });
    await world.follow();
    const [row] = world.documents.all<GroupMembershipsDocument>(GROUP_MEMBERSHIPS);
    expect(row).toMatchObject({
      id: 'g-1',
      memberCount: 2,
      failure: expect.stringContaining('missing closing'),
    });
    expect(world.memberships().find(({ groupId }) => groupId === 'g-2')?.isResolved).toBe(false);
  });
});
