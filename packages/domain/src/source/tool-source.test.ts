import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import { inventoryOf, inventoryTool } from '../testing/inventories.ts';
import { toolRevision } from './state.ts';
import { toolEntry } from './tool-entries.ts';
import { type NewSource, type ToolChanges, ToolSource } from './tool-source.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c15';
const LABEL = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16';
const URL = 'https://example.com/openapi.json';
const GET = `${ID}:getPet`;
const stamp: Stamp = {
  actor: { id: 'ada', name: 'Ada Admin', roles: ['admin'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const updated = { updatedAt: stamp.occurredAt, updatedBy: 'ada' };

function newSource(more: Partial<NewSource> = {}): ToolSource {
  return ToolSource.register(ID, { name: 'Petstore', kind: 'openapi', url: URL, ...more }, stamp);
}

/** The source as it is after everything so far was stored. */
function stored(source: ToolSource): ToolSource {
  return ToolSource.rehydrate(source.id, source.state, source.state.revision);
}

/** A stored source that has these operations. */
function readSource(...operations: string[]): ToolSource {
  const source = newSource();
  source.ingest(inventoryOf(operations), stamp);
  return stored(source);
}

const told = (source: ToolSource) => source.pendingEvents.map(({ type }) => type);
const toolOf = (source: ToolSource, toolId = GET) => toolEntry(source.state.tools, toolId);

describe('A source', () => {
  it('is registered enabled, of unknown health and without tools', () => {
    expect(newSource({ name: ' Petstore ' }).pendingEvents).toEqual([
      {
        type: 'source.registered.v1',
        data: {
          name: 'Petstore',
          kind: 'openapi',
          url: URL,
          registeredAt: stamp.occurredAt,
          registeredBy: 'ada',
        },
      },
    ]);
    expect(newSource().state).toMatchObject({ isEnabled: true, health: 'unknown', toolCount: 0 });
    expect(newSource({ url: undefined }).state.url).toBeNull();
  });

  it.each<[string, Partial<NewSource>]>([
    ['/name', { name: ' ' }],
    ['/kind', { kind: 'soap' as 'mcp' }],
    ['/url', { kind: 'mcp', url: undefined }],
    ['/url', { url: 'openapi.json' }],
    ['/url', { url: 'file:///etc/passwd' }],
    ['/url', { url: 'https://ada:secret@example.com/' }],
    ['/url', { url: `https://example.com/${'x'.repeat(2_000)}` }],
  ])('is not registered with what is wrong at %s', (pointer, details) => {
    expect(() => newSource(details)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it('gets another name or URL, and tells only what has changed', () => {
    const source = stored(newSource());
    source.changeDetails({ name: 'Pets', url: URL }, stamp);
    expect(source.pendingEvents).toEqual([{ type: 'source.updated.v1', data: { name: 'Pets', ...updated } }]);
    expect(() => stored(newSource({ url: undefined })).changeDetails({ url: URL }, stamp)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'source-has-no-url' }),
    );
  });

  it('becomes degraded by a failure, unhealthy by the third in a row, and healthy by an inventory', () => {
    const source = stored(newSource());
    const fail = (attempt: number) =>
      source.reportFailure({ attemptId: `attempt-${attempt}`, reason: `Answer ${attempt}` }, stamp);
    fail(1);
    expect(source.state).toMatchObject({ health: 'degraded', failures: 1, healthReason: 'Answer 1' });
    fail(2);
    expect(source.state).toMatchObject({ health: 'degraded', failures: 2, healthReason: 'Answer 2' });
    fail(3);
    expect(source.state).toMatchObject({ health: 'unhealthy', failures: 3, healthReason: 'Answer 3' });
    fail(3);
    source.ingest(inventoryOf([]), stamp);
    expect(source.state).toMatchObject({ health: 'healthy', failures: 0, healthReason: null });
    expect(told(source)).toEqual([
      'source.sync.failed.v1',
      'source.health.changed.v1',
      'source.sync.failed.v1',
      'source.sync.failed.v1',
      'source.health.changed.v1',
      'source.health.changed.v1',
      'source.inventory.ingested.v1',
    ]);
  });

  it('is deregistered once, and refuses every other wish for it and its tools from then on', () => {
    const source = readSource('getPet');
    source.deregister(stamp);
    source.deregister(stamp);
    expect(told(source)).toEqual(['source.deregistered.v1']);
    const wishes: readonly (() => unknown)[] = [
      () => source.changeDetails({ name: 'Petstore' }, stamp),
      () => source.ingest(inventoryOf(['getPet']), stamp),
      () => source.reportFailure({ attemptId: '1', reason: 'Away' }, stamp),
      () => source.disable(undefined, stamp),
      () => source.enableTool(GET, stamp),
      () => source.labelTool(GET, LABEL, stamp),
      () => source.dropLabel(LABEL, stamp),
    ];
    for (const wish of wishes) {
      expect(wish).toThrow(expect.objectContaining({ kind: 'gone', code: 'source-deleted' }));
    }
  });
});

describe('A refresh', () => {
  it('finds new, changed, vanished and returned tools, and ends with the inventory', () => {
    const first = readSource('getPet', 'addPet', 'dropPet');
    first.ingest(inventoryOf(['getPet', 'addPet']), stamp);
    const source = stored(first);
    const getPet = inventoryTool('getPet', { description: 'Finds one' });
    expect(source.ingest(inventoryOf(['listPets', 'dropPet', getPet]), stamp)).toBe(true);
    expect(
      source.pendingEvents.map(({ type, data }) => [type, 'toolId' in data ? data.toolId : null]),
    ).toEqual([
      ['tool.discovered.v1', `${ID}:listPets`],
      ['tool.restored.v1', `${ID}:dropPet`],
      ['tool.definition.updated.v1', GET],
      ['tool.deprecated.v1', `${ID}:addPet`],
      ['source.inventory.ingested.v1', null],
    ]);
    expect(source.pendingEvents.at(-1)?.data).toMatchObject({
      toolCount: 3,
      discovered: 1,
      changed: 1,
      deprecated: 1,
      restored: 1,
    });
  });

  it('raises nothing when the source has what it had, and only what is new about its warnings', () => {
    const source = readSource('getPet');
    source.ingest(inventoryOf(['getPet']), stamp);
    expect(source.pendingEvents).toEqual([]);
    const warnings = [{ place: '/paths', detail: 'is odd' }];
    source.ingest(inventoryOf(['getPet'], warnings), stamp);
    expect(told(source)).toEqual(['source.inventory.ingested.v1']);
    expect(source.state.warnings).toEqual(warnings);
  });

  it('keeps what operators have said of a tool, unless the tool had vanished', () => {
    const source = readSource('getPet');
    source.changeTool(GET, { name: 'Find a pet' }, stamp);
    source.labelTool(GET, LABEL, stamp);
    source.disableTool(GET, 'Too slow', stamp);
    source.ingest(inventoryOf([inventoryTool('getPet', { description: 'Finds one' })]), stamp);
    expect(toolOf(source)).toMatchObject({ name: 'Find a pet', labelIds: [LABEL], isEnabled: false });
    source.ingest(inventoryOf([]), stamp);
    expect(toolOf(source)).toMatchObject({ status: 'deprecated', isEnabled: false });
    source.ingest(inventoryOf(['getPet']), stamp);
    expect(toolOf(source)).toMatchObject({
      status: 'active',
      isEnabled: true,
      name: 'Find a pet',
      labelIds: [LABEL],
    });
  });

  it('takes as many appends as its differences need, and each fits', () => {
    const description = 'x'.repeat(5_000);
    const tools = Array.from({ length: 1_000 }, (_, index) => inventoryTool(`op${index}`, { description }));
    let source = newSource();
    let appends = 1;
    while (!source.ingest(inventoryOf(tools), stamp)) {
      expect(source.pendingEvents.length).toBeLessThanOrEqual(450);
      expect(JSON.stringify(source.pendingEvents).length).toBeLessThan(850_000);
      expect(told(source)).not.toContain('source.inventory.ingested.v1');
      source = stored(source);
      appends += 1;
    }
    expect(appends).toBe(8);
    expect(source.pendingEvents.at(-1)?.data).toMatchObject({ toolCount: 1_000, discovered: 1_000 });
  });

  it('is finished by the next one when it was interrupted, also when the source has changed back by then', () => {
    const many = Array.from({ length: 600 }, (_, index) => `op${index}`);
    const source = readSource('getPet');
    expect(source.ingest(inventoryOf(['getPet', ...many]), stamp)).toBe(false);
    const next = stored(source);
    expect(next.ingest(inventoryOf(['getPet']), stamp)).toBe(true);
    expect(next.pendingEvents.at(-1)?.data).toMatchObject({ discovered: 450, deprecated: 450, toolCount: 1 });
  });

  it('takes nothing of an inventory that cannot be kept whole, and says where and why', () => {
    const source = readSource();
    const huge = inventoryTool('huge', { description: 'x'.repeat(256_000) });
    const inventory = inventoryOf(['getPet', '', 'getPet', huge, 'x'.repeat(476)]);
    expect(() => source.ingest(inventory, stamp)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'invalid-inventory',
        places: [1, 2, 3, 4].map((index) => expect.objectContaining({ pointer: `/tools/${index}` })),
      }),
    );
    expect(source.pendingEvents).toEqual([]);
  });

  it('keeps 200 warnings, cut to measure, and says how many more there were', () => {
    const source = stored(newSource());
    const warning = { place: '/paths', detail: 'x'.repeat(10_000) };
    source.ingest(
      inventoryOf(
        [],
        Array.from({ length: 5_000 }, () => warning),
      ),
      stamp,
    );
    expect(source.state.warnings).toHaveLength(201);
    expect(source.state.warnings[0]?.detail).toHaveLength(500);
    expect(source.state.warnings.at(-1)).toEqual({ place: '', detail: 'and 4800 more' });
  });
});

describe('A tool', () => {
  it.each<[string, (source: ToolSource) => void, object]>([
    ['disabled', (source) => source.disableTool(GET, ' Too slow ', stamp), { reason: 'Too slow' }],
    ['updated', (source) => source.changeTool(GET, { name: ' Find ' }, stamp), { name: 'Find' }],
    ['label.added', (source) => source.labelTool(GET, LABEL, stamp), { labelId: LABEL }],
  ])('tells that it was %s once', (what, change, data) => {
    const source = readSource('getPet');
    change(source);
    change(source);
    expect(source.pendingEvents).toEqual([
      { type: `tool.${what}.v1`, data: expect.objectContaining({ toolId: GET, ...data }) },
    ]);
  });

  it('is called again what its document says', () => {
    const source = readSource('getPet');
    source.changeTool(GET, { name: 'Find', description: '' }, stamp);
    source.changeTool(GET, { name: null }, stamp);
    expect(source.pendingEvents.at(-1)).toEqual({
      type: 'tool.updated.v1',
      data: { toolId: GET, name: null, ...updated },
    });
    expect(toolOf(source)).toMatchObject({ name: null, description: '' });
  });

  it.each<[string, ToolChanges]>([
    ['/name', { name: ' ' }],
    ['/description', { description: 'x'.repeat(4_001) }],
  ])('is not changed to what is wrong at %s', (pointer, changes) => {
    expect(() => readSource('getPet').changeTool(GET, changes, stamp)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it('cannot be enabled while its source does not have it', () => {
    const source = readSource('getPet');
    source.ingest(inventoryOf([]), stamp);
    expect(() => source.enableTool(GET, stamp)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'tool-deprecated' }),
    );
  });

  it('is not found when the source never had it, whatever its id is', () => {
    for (const toolId of [`${ID}:addPet`, 'getPet', '__proto__', 'constructor', 'toString']) {
      expect(() => readSource('getPet').enableTool(toolId, stamp)).toThrow(
        expect.objectContaining({ kind: 'not-found', code: 'tool-not-found' }),
      );
    }
  });

  it('has at most 50 labels', () => {
    const source = readSource('getPet');
    const label = (index: number) => `${LABEL.slice(0, -2)}${String(index).padStart(2, '0')}`;
    for (let index = 0; index < 50; index += 1) source.labelTool(GET, label(index), stamp);
    expect(() => source.labelTool(GET, label(50), stamp)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'too-many-labels' }),
    );
  });

  it('loses a label with all other tools of its source, in as many appends as it needs', () => {
    const operations = Array.from({ length: 500 }, (_, index) => `op${index}`);
    let source = newSource();
    while (!source.ingest(inventoryOf(operations), stamp)) source = stored(source);
    for (const operation of operations) source.labelTool(`${ID}:${operation}`, LABEL, stamp);
    source = stored(source);
    expect(source.dropLabel(LABEL, stamp)).toBe(false);
    source = stored(source);
    expect(source.dropLabel(LABEL, stamp)).toBe(true);
    expect(source.pendingEvents).toHaveLength(50);
    expect(toolOf(source, `${ID}:op0`)?.labelIds).toEqual([]);
  });

  it('has the revision of what last touched it: an event of its own, or one of all tools', () => {
    const source = readSource('getPet', 'addPet');
    const revisionOf = (operation: string) => {
      const entry = toolOf(source, `${ID}:${operation}`);
      return entry === undefined ? undefined : toolRevision(source.state, entry);
    };
    expect([revisionOf('getPet'), revisionOf('addPet'), source.state.revision]).toEqual([1, 2, 4]);
    source.disableTool(GET, undefined, stamp);
    source.changeDetails({ url: `${URL}?v=2` }, stamp);
    expect([revisionOf('getPet'), revisionOf('addPet')]).toEqual([5, 2]);
    source.disable(undefined, stamp);
    expect([revisionOf('getPet'), revisionOf('addPet')]).toEqual([7, 7]);
    source.changeDetails({ name: 'Pets' }, stamp);
    expect([revisionOf('getPet'), revisionOf('addPet')]).toEqual([8, 8]);
  });
});
