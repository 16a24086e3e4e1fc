import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type CloudEvent,
  cloudEvent,
  type EventDataType,
  eventData,
  writtenToolGroup,
} from '@tools-provider/contracts';
import {
  type LabelEvent,
  type ServiceTokenEvent,
  type SourceEvent,
  type TaskEvent,
  type ToolGroupEvent,
  toolGroupType,
  type ViewEvent,
} from '@tools-provider/domain';
import { type CommandContext, EventSourcedRepository } from '@tools-provider/event-sourcing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { storeCatalogEvents } from './catalog-events.ts';
import { PublishedSchemas } from './published-schemas.ts';
import { type System, startSystem } from './system.ts';

const SOURCES = ['domain', 'application', 'event-sourcing', 'kurrentdb', 'mongodb'].map(
  (name) => `../../../packages/${name}/src`,
);

let system: System;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.stop());

/** The text of every source file below a folder that is no test and for none. */
async function sourcesIn(folder: string): Promise<readonly string[]> {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  const files = (await readdir(path, { recursive: true })).filter((file) =>
    /^(?!.*(^|\/)test-)(?!.*\.test\.ts$).*\.ts$/.test(file),
  );
  return Promise.all(files.map((file) => readFile(`${path}/${file}`, 'utf8')));
}

/** The codes of errors that a caller may get to see, as they stand in the sources. */
async function codesThrown(): Promise<readonly string[]> {
  const texts = (await Promise.all([...SOURCES, '../src'].map(sourcesIn))).flat();
  const thrown = texts.flatMap((text) => [
    ...text.matchAll(/CodedError\(\s*'(?!defect)[a-z-]+',\s*'([a-z-]+)'/g),
  ]);
  return [...new Set(thrown.map(([, code = '']) => code))];
}

/** Codes that the parts of the system say to each other only. */
const NEVER_ANSWERED = new Set([
  'rebuild-overtaken',
  'unknown-action',
  'rebuild-refused',
  'read-model-behind',
  'stream-not-found',
  'saga-replay-diverged',
  'saga-runner-stopped',
  'saga-instance-not-found',
  'lease-lost',
  'not-due',
  'subscription-reopened',
  'feed-counter-behind',
  'lost-race',
]);

describe('operations', () => {
  it('probes tell of a missing worker without calling the api unready', async () => {
    const alive = await system.nobody('GET', '/healthz');
    expect([alive.statusCode, alive.json()]).toEqual([200, { status: 'alive' }]);
    const degraded = await system.nobody('GET', '/readyz');
    expect([degraded.statusCode, degraded.json()]).toMatchObject([
      200,
      { status: 'degraded', worker: 'away' },
    ]);
  });

  it('every problem has a page that says what to do', async () => {
    const codes = await codesThrown();
    expect(codes.length).toBeGreaterThan(25);
    const ofAggregates = ['tool-group', 'task', 'view', 'source', 'label'].flatMap((name) =>
      ['not-found', 'deleted', 'already-exists'].map((what) => `${name}-${what}`),
    );
    for (const code of [...codes, ...ofAggregates, 'invalid-tool-id', 'defect']) {
      if (NEVER_ANSWERED.has(code)) continue;
      const page = await system.nobody('GET', `/problems/${code}`);
      expect([code, page.statusCode, page.headers['content-type']]).toEqual([
        code,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(page.body).toContain('What to do');
    }
  });

  it('every CloudEvent has a schema where it says, and its data keeps to it', async () => {
    await system.startWorker();
    const events = await oneOfEach();
    const schemas = new PublishedSchemas();
    const types = events.map(({ type }) => type.replace('io.tools-provider.', ''));
    expect([...new Set(types)].toSorted()).toEqual(Object.keys(eventData).toSorted());
    for (const { dataschema, type, data } of events) {
      const path = new URL(dataschema).pathname;
      const schema = await system.nobody('GET', path);
      expect([type, schema.statusCode, schema.headers['content-type']]).toEqual([
        type,
        200,
        'application/schema+json',
      ]);
      expect(schema.json()).toMatchObject({ $id: dataschema, type: 'object' });
      expect([type, schemas.errorsOf(dataschema, schema.json(), data)]).toEqual([type, []]);
      const known = eventData[type.replace('io.tools-provider.', '') as EventDataType];
      expect(known.strict().parse(data)).toEqual(data);
    }
    await system.stopWorker();
  });

  it('what the schemas say is what the domain writes', () => {
    type Written = { [E in DomainEvents as E['type']]: Mutable<E['data']> };
    type Described = { [Type in EventDataType]: z.infer<(typeof eventData)[Type]> };
    expectTypeOf<keyof Written>().toEqualTypeOf<keyof Described>();
    expectTypeOf<Written>().toExtend<Loose<Described>>();
  });
});

type DomainEvents = ServiceTokenEvent | ToolGroupEvent | TaskEvent | SourceEvent | LabelEvent | ViewEvent;

type Mutable<Value> = Value extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? { -readonly [Name in keyof Value]: Mutable<Value[Name]> }
    : Value;

/** zod says of what is optional that it may be undefined, too. */
type Loose<Value> = { [Name in keyof Value]: Value[Name] };

/** Rejects the activation that the answer says was asked for, which no route does. */
async function rejectRequest(answer: LightMyRequestResponse): Promise<void> {
  const { id, revision, activationRequest } = writtenToolGroup.parse(answer.json());
  const context: CommandContext = {
    actor: { id: 'ada', name: 'Ada', roles: ['admin'] },
    occurredAt: new Date().toISOString(),
    commandId: randomUUID(),
    correlationId: id,
    causationId: id,
    expectedRevision: revision,
    newId: () => randomUUID(),
  };
  const groups = new EventSourcedRepository(toolGroupType, system.eventStore);
  const group = await groups.get(id, context);
  const rejection = { rejectedBy: 'ada', reason: 'Too early' };
  group.rejectActivation(activationRequest?.requestId ?? '', rejection, context);
  await groups.update(group, context);
}

/** Makes every event there is happen, and reads the feed. */
async function oneOfEach(): Promise<readonly CloudEvent[]> {
  await storeCatalogEvents(system.eventStore);
  const group = await system.operator('POST', '/api/v1/tool-groups', {
    payload: { name: 'x', selectors: [{ id: 'one' }], explicitToolIds: ['a'], excludedToolIds: ['b'] },
  });
  const groupUrl = group.headers.location as string;
  await system.operator('PATCH', groupUrl, { payload: { name: 'y' } });
  await system.operator('PUT', groupUrl, {
    payload: {
      name: 'x',
      description: '',
      selectors: [{ id: 'two' }, { id: 'one' }],
      explicitToolIds: ['a'],
      excludedTools: [{ toolId: 'b' }],
    },
    headers: { 'if-match': '*' },
  });
  await system.operator('DELETE', `${groupUrl}/selectors/one`);
  await system.operator('DELETE', `${groupUrl}/tools/a`);
  await system.operator('DELETE', `${groupUrl}/exclusions/b`);
  await system.operator('POST', `${groupUrl}/deactivate`, { payload: { reason: 'why' } });
  await system.operator('POST', `${groupUrl}/activate`);
  await system.operator('PATCH', groupUrl, { payload: { requiresApproval: true } });
  await system.operator('POST', `${groupUrl}/deactivate`);
  await rejectRequest(await system.operator('POST', `${groupUrl}/activate`));
  await system.admin('PATCH', groupUrl, { payload: { requiresApproval: false } });
  await system.admin('DELETE', groupUrl);
  const task = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'x' } });
  const taskUrl = task.headers.location as string;
  const payload = {
    title: 'y',
    description: 'd',
    status: 'in_progress',
    priority: 'high',
    assigneeId: 'vera',
    department: 'IT',
    dueAt: '2026-01-31T12:00:00.000Z',
  };
  await system.operator('PATCH', taskUrl, { payload });
  const view = await system.operator('POST', '/api/v1/views', {
    payload: { name: 'x', list: 'tasks', query: { status: 'pending' } },
  });
  const viewUrl = view.headers.location as string;
  await system.operator('PATCH', viewUrl, { payload: { name: 'y', query: {}, isShared: true } });
  await system.operator('PATCH', viewUrl, { payload: { isShared: false } });
  await system.operator('DELETE', viewUrl);
  const { revision } = (await system.admin('DELETE', taskUrl)).json();
  await system.viewer('GET', `${taskUrl}?minRevision=${revision}`, { headers: { prefer: 'wait=20' } });
  // What is stored as its state is not projected: its events come to the feed by themselves.
  const lastOfView = `type=io.tools-provider.view.deleted.v1&subject=${view.json().id}`;
  await system.viewer('GET', `/api/v1/events?${lastOfView}&timeout=20000`);
  for (const last of ['source.deregistered', 'label.deleted'])
    await system.viewer('GET', `/api/v1/events?type=io.tools-provider.${last}.v1&timeout=20000`);
  const token = await system.admin('POST', '/api/v1/service-tokens', {
    payload: { name: 'ci', scopes: ['feed:read'] },
  });
  await system.admin('DELETE', token.headers.location as string);
  const lastOfToken = `type=io.tools-provider.service-token.revoked.v1&subject=${token.json().id}`;
  await system.viewer('GET', `/api/v1/events?${lastOfToken}&timeout=20000`);
  const events = (await system.viewer('GET', '/api/v1/events?limit=500')).json();
  return events.map((event: unknown) => cloudEvent.parse(event));
}
