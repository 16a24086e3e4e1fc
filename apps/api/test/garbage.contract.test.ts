import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { problem } from '@tools-provider/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operationsOf } from './operations.ts';
import { type System, startSystem } from './system.ts';

let system: System;
let operations: readonly Operation[];

beforeAll(async () => {
  system = await startSystem();
  operations = (await operationsOf(system)).filter(({ path }) => path.startsWith('/api/'));
});

afterAll(() => system.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const ANY_ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

/** The operation's URL, with plausible values where none is given. */
function urlOf({ path }: Operation, values: Readonly<Record<string, string>> = {}): string {
  const isOfTool = path.startsWith('/api/v1/tools/');
  const plausible: Readonly<Record<string, string>> = {
    labelId: ANY_ID,
    aggregate: 'task',
    kind: 'saga',
    id: isOfTool ? `${ANY_ID}:x` : ANY_ID,
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? plausible[name] ?? 'x');
}

const send = (
  { method }: Operation,
  url: string,
  options: { payload?: string | Buffer; headers?: object } = {},
) => system.admin(method, url, options as Parameters<System['admin']>[2]);

/** A problem document that says no, is nobody's fault but the caller's, and whose type is a page. */
async function expectRefusal(response: LightMyRequestResponse, about: string) {
  expect([about, response.statusCode >= 400 && response.statusCode < 500]).toEqual([about, true]);
  expect(response.headers['content-type']).toBe('application/problem+json');
  const refusal = problem.parse(response.json());
  expect(refusal.status).toBe(response.statusCode);
  expect(refusal.type).toBe(`http://127.0.0.1:4000/problems/${refusal.code}`);
  return refusal;
}

const pointersOf = ({ errors = [] }: { errors?: readonly { pointer: string }[] | undefined }) =>
  errors.map(({ pointer }) => pointer);

/** A body that can be accepted, for the operations that do without one only when it is empty. */
const VALID_BODIES: Readonly<Record<string, object>> = {
  'post /api/v1/tool-groups': { name: 'x' },
  'post /api/v1/tool-groups/preview': {},
  'patch /api/v1/tool-groups/{id}': { name: 'x' },
  'put /api/v1/tool-groups/{id}': {
    name: 'x',
    description: '',
    selectors: [],
    explicitToolIds: [],
    excludedTools: [],
  },
  'post /api/v1/tool-groups/{id}/selectors': {},
  'post /api/v1/tasks': { title: 'x' },
  'patch /api/v1/tasks/{id}': { title: 'x' },
  'post /api/v1/sources': { name: 'x', url: 'http://127.0.0.1:1/' },
  'patch /api/v1/sources/{id}': { name: 'x' },
  'patch /api/v1/tools/{id}': { name: 'x' },
  'post /api/v1/labels': { name: 'x' },
  'patch /api/v1/labels/{id}': { name: 'x' },
  'post /api/v1/views': { name: 'x', list: 'tasks', query: {} },
  'patch /api/v1/views/{id}': { name: 'x' },
  'post /api/v1/jobs': { action: 'activate-tool-groups', ids: [ANY_ID] },
  'post /api/v1/consistency/{aggregate}/{id}/skip': { revision: 0, note: 'x' },
  'post /api/v1/service-tokens': { name: 'ci', scopes: ['feed:read'] },
  'put /api/v1/preferences': { theme: 'dark', density: 'compact', shortcuts: true },
};

/** The field that says which other fields a body has. */
const CHOICES: Readonly<Record<string, object>> = { 'post /api/v1/jobs': { action: 'delete-tasks' } };

const WRONG_TYPES = [null, true, 1, 1.5, -1, 1e300, 'text', '', ' ', [], [[]], {}, { a: { b: [] } }];

/** An id of the right form that nothing has: a tool's begins with its source's. */
const unknownIdOf = ({ path }: { readonly path: string }) =>
  path.startsWith('/api/v1/tools/') ? `${randomUUID()}:unknown` : randomUUID();

const STRANGE_TEXTS = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '💥',
  "'; drop table x; --",
  '$where',
  '../../etc',
  '%',
];

const BROKEN_JSON = [
  '{',
  '{"a":',
  '[1,',
  '"',
  'tru',
  '{"a":1,}',
  "{'a':1}",
  '{"a":1}{"b":2}',
  '\u0000',
  'NaN',
  '{"__proto__":{"x":1}}',
];

describe('garbage', () => {
  it('is tried on every route there is', () => {
    expect(operations.length).toBeGreaterThanOrEqual(22);
    expect(operations.filter(({ takesBody }) => takesBody).length).toBeGreaterThanOrEqual(8);
  });

  it('as an id is 400 and names the parameter, as an unknown id 404', async () => {
    for (const operation of operations.filter(({ pathParameters }) => pathParameters.includes('id'))) {
      for (const id of [
        'x',
        '1',
        'null',
        'undefined',
        '%00',
        '%F0%9F%92%A5',
        'x'.repeat(1_000),
        `${ANY_ID}0`,
        '%2e%2e%2f',
        '$ne',
      ]) {
        const url = urlOf(operation, { id });
        const refusal = await expectRefusal(await send(operation, url), `${operation.name} ${id}`);
        expect([url, refusal.status, pointersOf(refusal)]).toEqual([url, 400, ['{id}']]);
      }
      const isWhole = operation.name === 'put /api/v1/tool-groups/{id}';
      if (operation.takesBody && (isWhole || ['POST', 'PATCH'].includes(operation.method))) continue;
      const unknown = await expectRefusal(
        await send(operation, urlOf(operation, { id: unknownIdOf(operation) })),
        operation.name,
      );
      expect([operation.name, unknown.status]).toEqual([operation.name, 404]);
    }
  });

  it('as the query is 400 and names the parameter', async () => {
    for (const operation of operations) {
      const body = VALID_BODIES[operation.name];
      const options = body === undefined ? {} : { payload: JSON.stringify(body), headers: JSON_TYPE };
      const unknown = await send(operation, `${urlOf(operation)}?nonsense=1`, options);
      expect(pointersOf(await expectRefusal(unknown, operation.name))).toContain('?nonsense');
      for (const name of operation.queryParameters) {
        for (const value of [
          'a&',
          '',
          'x'.repeat(5_000),
          '-1',
          '1e999',
          '%00',
          '%ED%A0%80',
          'true',
          '[]',
          '$gt',
        ]) {
          const response = await send(operation, `${urlOf(operation)}?${name}=${value}&${name}=${value}`);
          const refusal = await expectRefusal(response, `${operation.name} ${name}=${value}`);
          expect(pointersOf(refusal)).toContain(`?${name}`);
        }
      }
    }
  });

  it('as a cursor is 400, also one that was made for another order', async () => {
    for (const cursor of [
      'x',
      'e30',
      'bnVsbA',
      'W10',
      Buffer.from('["name",{"$gt":""},"x"]').toString('base64url'),
    ]) {
      for (const list of [
        '/api/v1/tool-groups',
        '/api/v1/tasks',
        '/api/v1/sources',
        '/api/v1/tools',
        '/api/v1/labels',
      ]) {
        const response = await system.viewer('GET', `${list}?cursor=${cursor}`);
        const refusal = await expectRefusal(response, cursor);
        expect([refusal.code, pointersOf(refusal)]).toEqual(['invalid-cursor', ['?cursor']]);
      }
    }
  });

  it('as a body of the wrong type is 400, and an unknown field is named', async () => {
    for (const operation of operations.filter(({ takesBody }) => takesBody)) {
      for (const body of WRONG_TYPES.filter((value) => JSON.stringify(value) !== '{}' && value !== null)) {
        const response = await send(operation, urlOf(operation), {
          payload: JSON.stringify(body),
          headers: JSON_TYPE,
        });
        await expectRefusal(response, `${operation.name} ${JSON.stringify(body)}`);
      }
      const payload = JSON.stringify({ 'a/b~c': 1, ...CHOICES[operation.name] });
      const unknown = await send(operation, urlOf(operation), { payload, headers: JSON_TYPE });
      expect(pointersOf(await expectRefusal(unknown, operation.name))).toContain('/a~1b~0c');
    }
  });

  it.each([
    [
      'POST',
      '/api/v1/tool-groups',
      { name: 'x' },
      ['id', 'name', 'description', 'selectors', 'explicitToolIds'],
    ],
    ['PATCH', `/api/v1/tool-groups/${ANY_ID}`, {}, ['name', 'description']],
    [
      'POST',
      `/api/v1/tool-groups/${ANY_ID}/selectors`,
      {},
      ['id', 'namePattern', 'requiredTags', 'requiredLabelIds'],
    ],
    ['POST', `/api/v1/tool-groups/${ANY_ID}/deactivate`, {}, ['reason']],
    [
      'POST',
      '/api/v1/tasks',
      { title: 'x' },
      ['id', 'title', 'description', 'status', 'priority', 'assigneeId', 'dueAt'],
    ],
    [
      'PATCH',
      `/api/v1/tasks/${ANY_ID}`,
      {},
      ['title', 'description', 'status', 'priority', 'department', 'dueAt'],
    ],
    ['POST', '/api/v1/views', { name: 'x', list: 'tasks', query: {} }, ['id', 'name', 'list', 'query']],
    ['PATCH', `/api/v1/views/${ANY_ID}`, {}, ['name', 'query']],
    [
      'POST',
      '/api/v1/service-tokens',
      { name: 'ci', scopes: ['feed:read'] },
      ['id', 'name', 'scopes', 'expiresAt'],
    ],
    [
      'PUT',
      '/api/v1/preferences',
      { theme: 'dark', density: 'compact', shortcuts: true },
      ['theme', 'density'],
    ],
  ] as const)('in a field of %s %s is 400 and names the field', async (method, url, valid, fields) => {
    for (const field of fields) {
      for (const value of [
        1,
        true,
        { a: 1 },
        ['\u0000'],
        [{ x: 1 }],
        'x\u0000',
        '\ud800',
        'x'.repeat(20_000),
      ]) {
        const payload = JSON.stringify({ ...valid, [field]: value });
        const response = await system.admin(method, url, { payload, headers: JSON_TYPE });
        const refusal = await expectRefusal(response, `${field} ${payload.slice(0, 60)}`);
        expect(pointersOf(refusal)[0]).toMatch(new RegExp(`^/${field}`));
      }
    }
  });

  it('as a rule is 400 and names the place in the body, however deep', async () => {
    const selectors = [{ namePattern: 'ok*' }, { namePattern: 'regex:(' }];
    const payload = { name: 'x', selectors };
    const refusal = await expectRefusal(
      await system.operator('POST', '/api/v1/tool-groups', { payload }),
      'pattern',
    );
    expect(pointersOf(refusal)).toEqual(['/selectors/1/namePattern']);
  });

  it('as text that is strange but legal is stored and comes back as it was', async () => {
    for (const text of STRANGE_TEXTS.filter((value) => !value.includes('\u0000') && value.isWellFormed())) {
      const payload = { title: 'Strange', description: text };
      const response = await system.operator('POST', '/api/v1/tasks', { payload });
      expect([text, response.statusCode, response.json().description]).toEqual([text, 201, text]);
    }
  });

  it('as a name that shows nothing, or disguises what stands beside it, is 400 and names the place', async () => {
    for (const [url, field] of [
      ['/api/v1/tool-groups', 'name'],
      ['/api/v1/tasks', 'title'],
      ['/api/v1/labels', 'name'],
    ] as const) {
      for (const text of ['\u200b', 'invoice\u202egnp.exe', 'two\nlines']) {
        const response = await system.operator('POST', url, { payload: { [field]: text } });
        expect(pointersOf(await expectRefusal(response, `${url} ${JSON.stringify(text)}`))).toEqual([
          `/${field}`,
        ]);
      }
    }
  });

  it('as a rule that is read as another than it is, is 400 and names the place', async () => {
    const selectors = [{ namePattern: '*\u202egnp.exe', requiredTags: ['a\u2066b'] }];
    const answer = await system.operator('POST', '/api/v1/tool-groups', {
      payload: { name: 'x', selectors },
    });
    const refusal = await expectRefusal(answer, 'rule');
    expect(pointersOf(refusal)).toEqual(['/selectors/0/namePattern', '/selectors/0/requiredTags/0']);
  });

  it('as broken JSON, as a body too deep, too large or of another type is a problem on every route', async () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const tooLarge = Buffer.alloc(7 * 1024 * 1024, 0x20);
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const codeOf = async (payload: string | Buffer, headers: object = JSON_TYPE) =>
        (await expectRefusal(await send(operation, urlOf(operation), { payload, headers }), operation.name))
          .code;
      for (const text of BROKEN_JSON)
        expect([operation.name, await codeOf(text)]).toEqual([operation.name, 'invalid-json']);
      expect(await codeOf(deep)).toBe('body-too-deep');
      expect(await codeOf(`{"name":${deep}}`)).toBe('body-too-deep');
      expect(await codeOf(tooLarge)).toBe('body-too-large');
      for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
        expect([operation.name, type, await codeOf('x', { 'content-type': type })]).toEqual([
          operation.name,
          type,
          'unsupported-media-type',
        ]);
      }
    }
  });

  it('in headers is refused where it would matter, and ignored elsewhere', async () => {
    const url = `/api/v1/tool-groups/${ANY_ID}/activate`;
    for (const [header, value] of [
      ['if-match', 'nonsense'],
      ['if-match', '"99999999999999999999"'],
      ['x-correlation-id', 'a b'],
      ['x-correlation-id', 'x'.repeat(200)],
      ['idempotency-key', '\u00ff'],
      ['idempotency-key', 'x'.repeat(300)],
    ] as const) {
      const refusal = await expectRefusal(
        await system.operator('POST', url, { headers: { [header]: value } }),
        header,
      );
      expect(pointersOf(refusal)[0]?.toLowerCase()).toBe(`${header}:`);
    }
    for (const headers of [
      { traceparent: 'nonsense' },
      { prefer: 'wait=abc, ;;' },
      { 'if-none-match': '"' },
      { accept: 'nonsense/;q=x' },
      { 'last-event-id': '' },
    ] as const) {
      const refusal = await expectRefusal(
        await system.operator('POST', url, { headers }),
        JSON.stringify(headers),
      );
      expect(refusal.code).toBe('tool-group-not-found');
    }
  });

  it('as a path or a method is a problem that says what there is', async () => {
    const wrongMethod = await system.admin('DELETE', '/api/v1/tasks');
    expect((await expectRefusal(wrongMethod, 'method')).code).toBe('method-not-allowed');
    expect(wrongMethod.headers.allow).toContain('POST');
    for (const path of [
      '/api/v1',
      '/api/v2/tasks',
      '/nothing',
      '/api/v1//tasks',
      '/.env',
      '/problems/none',
    ]) {
      const refusal = await expectRefusal(await system.admin('GET', path), path);
      expect([path, refusal.code]).toEqual([path, 'route-not-found']);
    }
    const unreadable = await expectRefusal(await system.admin('GET', '/api/v1/tasks/%E0%A4%A'), 'percent');
    expect(unreadable.code).toBe('invalid-url');
  });

  it('below HTTP is answered with a problem, too', async () => {
    const { port } = new URL(system.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*invalid-http/s);
  });

  it('in headers larger than the server reads is 431', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'x-large': 'x'.repeat(60_000) };
      httpRequest(`${system.url}/healthz`, { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(431);
  });
});
