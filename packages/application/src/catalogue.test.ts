import { type SourceEvent, streamName } from '@tools-provider/domain';
import { inventoryOf, inventoryTool } from '@tools-provider/domain/testing';
import type { CommandContext, EventStore } from '@tools-provider/event-sourcing';
import { InMemoryEventStore, InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import { CodedError, type Mediator, type ResultOf } from '@tools-provider/mediator';
import { beforeEach, describe, expect, it } from 'vitest';
import { ScriptedSources } from './test-catalogue.ts';
import { contextBy } from './test-context.ts';
import type { UseCase } from './use-case.ts';
import { createWriteSide } from './write-side.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c15';
const LABEL = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16';
const GET = `${ID}:getPet`;
const URL = 'https://example.com/openapi.json';
const ADA = { id: 'ada', roles: ['admin'] } as const;
const AWAY = new CodedError('unavailable', 'fetch-failed', 'Nothing was fetched: it answers with 500');
const many = (count: number) => Array.from({ length: count }, (_, index) => `op${index}`);

type AnswerTo<C extends UseCase> = Promise<ResultOf<Extract<UseCase, { type: C['type'] }>>>;

let log: InMemoryEventStore;
let web: ScriptedSources;
let mediator: Mediator<CommandContext>;

beforeEach(() => {
  log = new InMemoryEventStore();
  web = new ScriptedSources();
  web.say(inventoryOf(['getPet']));
  mediator = writeSideOn(log);
});

function writeSideOn(eventStore: EventStore): Mediator<CommandContext> {
  return createWriteSide({ eventStore, stateStore: new InMemoryStateStore(), sourceReader: web });
}

const send = <C extends UseCase>(command: C, context = contextBy(ADA), by = mediator) =>
  by.execute<UseCase>(command, context) as AnswerTo<C>;

const register = (more: { readonly url?: string; readonly document?: unknown } = { url: URL }) =>
  send({ type: 'register-source', id: ID, name: 'Petstore', ...more });

async function told(): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of log.read(streamName({ aggregate: 'source', id: ID }))) types.push(type);
  return types;
}

/** A log that fails at one of its appends to come, as when the process dies there; what came before is stored. */
function dyingAt(append: number): EventStore {
  let appends = 0;
  return {
    append: async (...args) => {
      appends += 1;
      if (appends === append) throw new CodedError('defect', 'killed', 'The process was killed');
      return await log.append(...args);
    },
    read: (stream, range) => log.read(stream, range),
    readLast: (stream) => log.readLast(stream),
  };
}

/** The context of a command that may be sent again. */
const keyed = (more: Partial<CommandContext> = {}) => contextBy(ADA, { requestHash: 'hash', ...more });

describe('Registering a source', () => {
  it('makes the source and all its tools, and says that the source is healthy', async () => {
    const { id, revision, state } = await register();
    expect({ id, revision }).toEqual({ id: ID, revision: 3 });
    expect(state).toMatchObject({ name: 'Petstore', url: URL, health: 'healthy', toolCount: 1 });
    expect(await told()).toEqual([
      'source.registered.v1',
      'tool.discovered.v1',
      'source.health.changed.v1',
      'source.inventory.ingested.v1',
    ]);
    expect(log.appendCount).toBe(1);
  });

  it.each([
    ['neither a URL nor a document', {}, 'invalid', 'invalid-source'],
    ['both a URL and a document', { url: URL, document: {} }, 'invalid', 'invalid-source'],
    ['a document that is none', { document: 'openapi: ?' }, 'invalid', 'unreadable-document'],
    ['a URL that is none', { url: 'example.com' }, 'invalid', 'invalid-source-url'],
    ['an inventory that cannot be kept', { document: inventoryOf(['']) }, 'invalid', 'invalid-inventory'],
  ])('creates nothing of %s, and says where it is wrong', async (_, more, kind, code) => {
    await expect(register(more)).rejects.toMatchObject({ kind, code, places: [expect.anything()] });
    expect(log.appendCount).toBe(0);
  });

  it('creates nothing of a source that cannot be read, and says why', async () => {
    web.say(AWAY);
    await expect(register()).rejects.toMatchObject({
      kind: 'refused',
      code: 'source-unreadable',
      message: expect.stringContaining('it answers with 500'),
    });
    expect(log.appendCount).toBe(0);
  });

  it('is a conflict when the id is taken', async () => {
    await register();
    await expect(register()).rejects.toMatchObject({ kind: 'conflict', code: 'source-already-exists' });
    await expect(
      send({ type: 'register-source', id: ID, name: 'Pets', url: URL }, keyed()),
    ).rejects.toMatchObject({ code: 'source-already-exists' });
  });

  it('goes on where it was killed, at whichever append, when it is sent again, and then gives one answer', async () => {
    web.say(inventoryOf(many(1_000)));
    const command = { type: 'register-source', name: 'Large', url: URL } as const;
    for (const append of [1, 2, 3]) {
      log = new InMemoryEventStore();
      const context = keyed();
      await expect(send(command, context, writeSideOn(dyingAt(append)))).rejects.toMatchObject({
        code: 'killed',
      });
      const answer = await send(command, context, writeSideOn(log));
      expect(answer.state).toMatchObject({ toolCount: 1_000, health: 'healthy' });
      expect(answer.revision).toBe(1_002);
      const reads = web.reads;
      const again = await send(command, context, writeSideOn(log));
      expect(again).toMatchObject({ id: answer.id, revision: 1_002, isRepeated: true });
      expect(web.reads).toBe(reads);
    }
  });
});

describe('Refreshing a source', () => {
  it('changes nothing, and leaves no trace, when the source has what it had', async () => {
    await register();
    expect(await send({ type: 'refresh-source', id: ID })).toMatchObject({ revision: 3 });
    expect(log.appendCount).toBe(1);
  });

  it('is refused with the reason when the source cannot be read, and the failure is recorded', async () => {
    await register();
    web.say(AWAY);
    for (const health of ['degraded', 'degraded', 'unhealthy']) {
      await expect(send({ type: 'refresh-source', id: ID })).rejects.toMatchObject({
        kind: 'refused',
        code: 'source-unreadable',
      });
      const { state } = await send({ type: 'change-source', id: ID });
      expect(state).toMatchObject({ health, healthReason: AWAY.message });
    }
    web.say(inventoryOf(['getPet', 'addPet']));
    const { state } = await send({ type: 'refresh-source', id: ID });
    expect(state).toMatchObject({ health: 'healthy', failures: 0, toolCount: 2 });
  });

  it('counts what a source says wrong as its failure, and an uploaded document as the sender’s', async () => {
    await register();
    web.say(inventoryOf(['getPet', 'getPet']));
    await expect(send({ type: 'refresh-source', id: ID })).rejects.toMatchObject({
      kind: 'refused',
      code: 'source-unreadable',
      places: [{ pointer: '/tools/1' }],
    });
    expect((await told()).slice(-2)).toEqual(['source.sync.failed.v1', 'source.health.changed.v1']);

    log = new InMemoryEventStore();
    mediator = writeSideOn(log);
    await register({ document: inventoryOf(['getPet']) });
    await expect(send({ type: 'refresh-source', id: ID, document: 'openapi: ?' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'unreadable-document',
    });
    expect(log.appendCount).toBe(1);
  });

  it('records nothing of the source when too many are being read', async () => {
    await register();
    web.say(new CodedError('unavailable', 'import-busy', 'Too many documents are being read'));
    await expect(send({ type: 'refresh-source', id: ID })).rejects.toMatchObject({ code: 'import-busy' });
    expect(log.appendCount).toBe(1);
  });

  it('takes a document for a source that is uploaded, and for no other', async () => {
    await register();
    await expect(send({ type: 'refresh-source', id: ID, document: {} })).rejects.toMatchObject({
      code: 'document-unwanted',
    });
    log = new InMemoryEventStore();
    mediator = writeSideOn(log);
    await register({ document: inventoryOf(['getPet']) });
    await expect(send({ type: 'refresh-source', id: ID })).rejects.toMatchObject({
      code: 'document-missing',
    });
    const document = inventoryOf([inventoryTool('getPet', { description: 'Finds one' })]);
    expect(await send({ type: 'refresh-source', id: ID, document })).toMatchObject({ revision: 5 });
  });

  it('counts a failure once however often the command is sent, and reads again each time', async () => {
    await register();
    web.say(AWAY);
    const context = keyed();
    for (let sent = 0; sent < 3; sent += 1) {
      await expect(send({ type: 'refresh-source', id: ID }, context)).rejects.toMatchObject({
        code: 'source-unreadable',
      });
    }
    expect(web.reads).toBe(4);
    web.say(inventoryOf(['addPet']));
    const { state } = await send({ type: 'refresh-source', id: ID }, context);
    expect(state).toMatchObject({ failures: 0, health: 'healthy', toolCount: 1 });
    expect((await told()).filter((type) => type === 'source.sync.failed.v1')).toHaveLength(1);
  });

  it('heeds If-Match at its begin, and is not stopped by it when it goes on after it was killed', async () => {
    await register();
    web.say(inventoryOf(many(1_000)));
    const command = { type: 'refresh-source', id: ID } as const;
    await expect(send(command, keyed({ expectedRevision: 2 }))).rejects.toMatchObject({
      code: 'stale-revision',
      currentRevision: 3,
    });
    const context = keyed({ expectedRevision: 3 });
    await expect(send(command, context, writeSideOn(dyingAt(2)))).rejects.toMatchObject({ code: 'killed' });
    const { state, revision } = await send(command, context, writeSideOn(log));
    expect(state).toMatchObject({ toolCount: 1_000, sinceInventory: { discovered: 0 } });
    expect((await told()).at(-1)).toBe('source.inventory.ingested.v1');
    expect(await send(command, context, writeSideOn(log))).toMatchObject({ revision, isRepeated: true });
    await expect(send(command, { ...context, requestHash: 'other' })).rejects.toMatchObject({
      code: 'command-id-reused',
    });
  });

  it('is finished by the next one when it was killed, whoever sends that', async () => {
    await register();
    web.say(inventoryOf(many(1_000)));
    await expect(
      send({ type: 'refresh-source', id: ID }, contextBy(ADA), writeSideOn(dyingAt(2))),
    ).rejects.toMatchObject({ code: 'killed' });
    expect((await told()).at(-1)).toBe('tool.discovered.v1');
    const { state } = await send({ type: 'refresh-source', id: ID });
    expect(state.toolCount).toBe(1_000);
    expect((await told()).filter((type) => type === 'tool.discovered.v1')).toHaveLength(1_001);
    expect((await told()).at(-1)).toBe('source.inventory.ingested.v1');
  });

  it('keeps what operators do between its appends', async () => {
    await register();
    web.say(inventoryOf(['getPet', ...many(900)]));
    let appends = 0;
    const busy: EventStore = {
      append: async (...args) => {
        appends += 1;
        if (appends === 2) await send({ type: 'disable-tool', toolId: GET, reason: 'Incident' });
        return await log.append(...args);
      },
      read: (stream, range) => log.read(stream, range),
      readLast: (stream) => log.readLast(stream),
    };
    await send({ type: 'refresh-source', id: ID }, contextBy(ADA), writeSideOn(busy));
    const types = await told();
    expect(types.filter((type) => type === 'tool.discovered.v1')).toHaveLength(901);
    expect(types.indexOf('tool.disabled.v1')).toBeLessThan(types.length - 1);
    expect(types.at(-1)).toBe('source.inventory.ingested.v1');
  });
});

describe('A command on a tool', () => {
  const cases: readonly (readonly [UseCase, SourceEvent['type']])[] = [
    [{ type: 'disable-tool', toolId: GET, reason: 'Slow' }, 'tool.disabled.v1'],
    [{ type: 'change-tool', toolId: GET, name: 'Find', description: null }, 'tool.updated.v1'],
    [{ type: 'label-tool', toolId: GET, labelId: LABEL }, 'tool.label.added.v1'],
  ];

  beforeEach(async () => {
    await send({ type: 'create-label', id: LABEL, name: 'Risky' });
    web.say(inventoryOf(['getPet', 'addPet']));
    await register();
  });

  it.each(cases)(
    '%j is one event, answered by the tool’s new revision, and by the same again',
    async (command, type) => {
      expect(await send(command)).toMatchObject({ id: ID, revision: 5 });
      expect((await told()).at(-1)).toBe(type);
      await send({ type: 'disable-tool', toolId: `${ID}:addPet` });
      expect(await send(command)).toMatchObject({ id: ID, revision: 5 });
    },
  );

  it('is undone by its contrary', async () => {
    for (const [command] of cases) await send(command);
    await send({ type: 'enable-tool', toolId: GET });
    await send({ type: 'unlabel-tool', toolId: GET, labelId: LABEL });
    expect((await told()).slice(-2)).toEqual(['tool.enabled.v1', 'tool.label.removed.v1']);
  });

  it('heeds the revision of the tool, whatever has happened to other tools of its source', async () => {
    await send({ type: 'disable-tool', toolId: `${ID}:addPet` });
    const command = { type: 'disable-tool', toolId: GET } as const;
    await expect(send({ ...command, expectedToolRevision: 5 })).rejects.toMatchObject({
      code: 'stale-revision',
      currentRevision: 1,
    });
    expect(await send({ ...command, expectedToolRevision: 1 })).toMatchObject({ revision: 6 });
  });

  it.each([`${ID}:dropPet`, `${LABEL}:getPet`, 'getPet', `${'x'.repeat(36)}:getPet`])(
    'finds no tool %s',
    async (toolId) => {
      await expect(send({ type: 'enable-tool', toolId })).rejects.toMatchObject({
        kind: 'not-found',
        code: 'tool-not-found',
      });
    },
  );

  it('is gone with its source', async () => {
    await send({ type: 'deregister-source', id: ID });
    await expect(send({ type: 'enable-tool', toolId: GET })).rejects.toMatchObject({
      kind: 'gone',
      code: 'source-deleted',
    });
    expect(await send({ type: 'deregister-source', id: ID })).toMatchObject({ revision: 5 });
  });

  it('gives no label that there is not', async () => {
    const command = { type: 'label-tool', toolId: GET, labelId: ID } as const;
    await expect(send(command)).rejects.toMatchObject({ kind: 'not-found', code: 'label-not-found' });
    await send({ type: 'delete-label', id: LABEL });
    await expect(send({ ...command, labelId: LABEL })).rejects.toMatchObject({
      kind: 'gone',
      code: 'label-deleted',
    });
  });
});

describe('Dropping a label', () => {
  it('takes it from all tools of a source, in as many appends as it needs', async () => {
    await send({ type: 'create-label', id: LABEL, name: 'Risky' });
    web.say(inventoryOf(many(460)));
    await register();
    for (const operation of many(460)) {
      await send({ type: 'label-tool', toolId: `${ID}:${operation}`, labelId: LABEL });
    }
    const context = keyed();
    const before = log.appendCount;
    await send({ type: 'drop-label', id: ID, labelId: LABEL }, context);
    expect(log.appendCount - before).toBe(2);
    expect((await told()).filter((type) => type === 'tool.label.removed.v1')).toHaveLength(460);
    expect(await send({ type: 'drop-label', id: ID, labelId: LABEL }, context)).toMatchObject({
      isRepeated: true,
    });
  });
});
