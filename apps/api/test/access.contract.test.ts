import { randomUUID } from 'node:crypto';
import { serviceTokenScope } from '@tools-provider/contracts';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operationsOf } from './operations.ts';
import { type System, startSystem } from './system.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.stop());

/** Who may call what. A route that is not here fails the test below, so that nobody adds one without deciding. */
const RULES: Readonly<Record<string, 'open' | 'viewer' | 'operator' | 'admin'>> = {
  'get /healthz': 'open',
  'get /readyz': 'open',
  'get /metrics': 'open',
  'get /problems/{code}': 'open',
  'get /schemas/{file}': 'open',
  'get /api/v1/me': 'viewer',
  'get /api/v1/pipeline/samples': 'viewer',
  'get /api/v1/tool-groups': 'viewer',
  'post /api/v1/tool-groups': 'operator',
  'get /api/v1/tool-groups/{id}': 'viewer',
  'patch /api/v1/tool-groups/{id}': 'operator',
  'put /api/v1/tool-groups/{id}': 'operator',
  'get /api/v1/tool-groups/{id}/history': 'viewer',
  'get /api/v1/tasks/{id}/history': 'viewer',
  'get /api/v1/sources/{id}/history': 'viewer',
  'get /api/v1/labels/{id}/history': 'viewer',
  'delete /api/v1/tool-groups/{id}': 'admin',
  'post /api/v1/tool-groups/{id}/activate': 'operator',
  'post /api/v1/tool-groups/{id}/deactivate': 'operator',
  'post /api/v1/tool-groups/{id}/selectors': 'operator',
  'delete /api/v1/tool-groups/{id}/selectors/{selectorId}': 'operator',
  'get /api/v1/tool-groups/{id}/tools': 'viewer',
  'post /api/v1/tool-groups/preview': 'viewer',
  'get /api/v1/tools/{id}/groups': 'viewer',
  'put /api/v1/tool-groups/{id}/tools/{toolId}': 'operator',
  'delete /api/v1/tool-groups/{id}/tools/{toolId}': 'operator',
  'put /api/v1/tool-groups/{id}/exclusions/{toolId}': 'operator',
  'delete /api/v1/tool-groups/{id}/exclusions/{toolId}': 'operator',
  'get /api/v1/tasks': 'viewer',
  'post /api/v1/tasks': 'operator',
  'get /api/v1/tasks/{id}': 'viewer',
  'patch /api/v1/tasks/{id}': 'viewer',
  'delete /api/v1/tasks/{id}': 'admin',
  'get /api/v1/sources': 'viewer',
  'post /api/v1/sources': 'admin',
  'get /api/v1/sources/{id}': 'viewer',
  'patch /api/v1/sources/{id}': 'admin',
  'delete /api/v1/sources/{id}': 'admin',
  'post /api/v1/sources/{id}/refresh': 'admin',
  'post /api/v1/sources/{id}/enable': 'admin',
  'post /api/v1/sources/{id}/disable': 'admin',
  'get /api/v1/tools': 'viewer',
  'get /api/v1/tools/{id}': 'viewer',
  'patch /api/v1/tools/{id}': 'operator',
  'post /api/v1/tools/{id}/enable': 'operator',
  'post /api/v1/tools/{id}/disable': 'operator',
  'put /api/v1/tools/{id}/labels/{labelId}': 'operator',
  'delete /api/v1/tools/{id}/labels/{labelId}': 'operator',
  'get /api/v1/labels': 'viewer',
  'post /api/v1/labels': 'operator',
  'get /api/v1/labels/{id}': 'viewer',
  'patch /api/v1/labels/{id}': 'operator',
  'delete /api/v1/labels/{id}': 'admin',
  'get /api/v1/views': 'viewer',
  'post /api/v1/views': 'viewer',
  'get /api/v1/views/{id}': 'viewer',
  'patch /api/v1/views/{id}': 'viewer',
  'delete /api/v1/views/{id}': 'viewer',
  'get /api/v1/audit': 'admin',
  'post /api/v1/service-tokens': 'admin',
  'get /api/v1/service-tokens': 'admin',
  'get /api/v1/service-tokens/{id}': 'admin',
  'delete /api/v1/service-tokens/{id}': 'admin',
  'get /api/v1/preferences': 'viewer',
  'put /api/v1/preferences': 'viewer',
  'get /api/v1/consistency/{aggregate}/{id}': 'viewer',
  'get /api/v1/consistency/{aggregate}/{id}/trace': 'viewer',
  'get /api/v1/changes': 'viewer',
  'get /api/v1/pipeline': 'viewer',
  'get /api/v1/pipeline/quarantine': 'viewer',
  'post /api/v1/consistency/{aggregate}/{id}/retry': 'admin',
  'post /api/v1/consistency/{aggregate}/{id}/skip': 'admin',
  'get /api/v1/pipeline/set-aside': 'viewer',
  'post /api/v1/pipeline/set-aside/{kind}/{id}/retry': 'admin',
  // What an action takes beyond this, its command says.
  'post /api/v1/jobs': 'operator',
  'get /api/v1/jobs': 'viewer',
  'get /api/v1/jobs/{id}': 'viewer',
  'get /api/v1/jobs/{id}/items': 'viewer',
  'delete /api/v1/jobs/{id}': 'viewer',
  'get /api/v1/projections': 'viewer',
  'get /api/v1/projections/{name}/rebuild': 'viewer',
  'post /api/v1/projections/{name}/rebuild': 'admin',
  'delete /api/v1/projections/{name}/rebuild': 'admin',
  'get /api/v1/projections/{name}/verify': 'viewer',
  'post /api/v1/projections/{name}/verify': 'admin',
  'delete /api/v1/projections/{name}/verify': 'admin',
  'get /api/v1/events': 'viewer',
};

const RANK = ['open', 'viewer', 'operator', 'admin'] as const;

/** Which part of what services may a path belongs to; what is left out is for people only. */
const AREAS: Readonly<Record<string, string>> = {
  'tool-groups': 'groups',
  tasks: 'tasks',
  tools: 'catalogue',
  sources: 'catalogue',
  labels: 'catalogue',
  events: 'feed',
  changes: 'pipeline',
  consistency: 'pipeline',
  pipeline: 'pipeline',
  projections: 'pipeline',
};

/** Routes of which the method does not tell whether they read. */
const SCOPES: Readonly<Record<string, string>> = {
  'get /api/v1/me': 'every-service',
  'post /api/v1/tool-groups/preview': 'groups:read',
};

/** What a service needs for an operation, by the rules of docs/access.md. */
function scopeFor(name: string, rule: (typeof RANK)[number]): string | undefined {
  if (rule === 'open') return undefined;
  const [method = '', path = ''] = name.split(' ');
  const area = AREAS[path.split('/')[3] ?? ''];
  const scope = `${area}:${method === 'get' ? 'read' : 'write'}`;
  if (SCOPES[name] !== undefined) return SCOPES[name];
  return rule === 'admin' || !serviceTokenScope.safeParse(scope).success ? 'people-only' : scope;
}

/** A request that changes nothing whoever sends it: a body that is refused shows that the caller was let in, and so does an id that never was. */
function harmless({ method, path }: Operation): { readonly url: string; readonly payload?: object } {
  const url = path
    .replace('{aggregate}', 'task')
    .replace('{id}', randomUUID())
    .replaceAll(/\{\w+\}/g, 'x');
  if (method === 'GET') return { url: `${url}?nonsense=1` };
  return { url, payload: { nonsense: true } };
}

/** Who a request may come from. `services` have one scope each. */
interface Callers {
  readonly people: Readonly<Record<'viewer' | 'operator' | 'admin', string>>;
  readonly services: Readonly<Record<string, string>>;
  readonly useless: Readonly<Record<string, string | undefined>>;
}

async function callersOf({ admin, tokenOf }: System): Promise<Callers> {
  const tokenWith = async (scopes: readonly string[]) => {
    const made = await admin('POST', '/api/v1/service-tokens', { payload: { name: 'matrix', scopes } });
    return made.json();
  };
  const revoked = await tokenWith(serviceTokenScope.options);
  await admin('DELETE', `/api/v1/service-tokens/${revoked.id}`);
  return {
    people: {
      viewer: await tokenOf('viewer'),
      operator: await tokenOf('operator'),
      admin: await tokenOf('admin'),
    },
    services: Object.fromEntries(
      await Promise.all(
        serviceTokenScope.options.map(async (scope) => [scope, (await tokenWith([scope])).token] as const),
      ),
    ),
    useless: {
      nobody: undefined,
      expired: await tokenOf('admin', -1),
      'a revoked service': revoked.token,
    },
  };
}

describe('access', () => {
  it('has a rule for every route, and no rule for one that is not there', async () => {
    const operations = await operationsOf(system);
    expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  it('is published for every route as it is decided: by role, by scope, for nobody without a token', async () => {
    const callers = await callersOf(system);
    const operations = await operationsOf(system);
    for (const operation of operations) {
      const { name, method } = operation;
      const rule = RULES[name] ?? 'admin';
      const scope = scopeFor(name, rule);
      expect([name, operation['x-required-role'], operation['x-required-scope']]).toEqual([
        name,
        rule === 'open' ? undefined : rule,
        scope,
      ]);
      const isLetIn = async (token: string | undefined) => {
        const { url, ...body } = harmless(operation);
        const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
        const { statusCode } = await system.nobody(method, url, { ...body, headers });
        return statusCode === 401 ? 'unknown' : statusCode !== 403;
      };
      for (const [who, token] of Object.entries(callers.useless)) {
        expect([name, who, await isLetIn(token)]).toEqual([name, who, rule === 'open' ? true : 'unknown']);
      }
      for (const [role, token] of Object.entries(callers.people)) {
        const isAllowed = RANK.indexOf(role as (typeof RANK)[number]) >= RANK.indexOf(rule);
        expect([name, role, await isLetIn(token)]).toEqual([name, role, isAllowed]);
      }
      for (const [own, token] of Object.entries(callers.services)) {
        const isAllowed = rule === 'open' || scope === own || scope === 'every-service';
        expect([name, own, await isLetIn(token)]).toEqual([name, own, isAllowed]);
      }
    }
  });

  it('asks for a token before it looks at anything else', async () => {
    const requests: readonly InjectOptions[] = [
      { method: 'GET', url: '/api/v1/nothing-here' },
      { method: 'GET', url: '/api/v1/%zz' },
      { method: 'OPTIONS', url: '/api/v1/tasks' },
      {
        method: 'POST',
        url: '/api/v1/tasks',
        payload: '{"broken',
        headers: { 'content-type': 'application/json' },
      },
      {
        method: 'POST',
        url: '/api/v1/tasks',
        payload: 'x'.repeat(2_000_000),
        headers: { 'content-type': 'text/plain' },
      },
      { method: 'GET', url: '/api/v1/tasks/no-uuid?nonsense' },
    ];
    for (const request of requests) {
      const response = await system.api.server.inject(request);
      expect([request.url, response.statusCode]).toEqual([request.url, 401]);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.json()).toMatchObject({ code: 'no-token', status: 401 });
    }
  });

  it.each(['Bearer', 'Bearer x.y.z', 'Basic dXNlcjpwYXNz', 'Bearer ', 'Bearer a b', 'bearer\u00e9'])(
    'refuses %j as a token',
    async (authorization) => {
      const response = await system.nobody('GET', '/api/v1/me', { headers: { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
    },
  );

  it('refuses a token that has expired, and one that another copy signed', async () => {
    const expired = await system.tokenOf('admin', -1);
    const other = await startSystem();
    const foreign = await other.tokenOf('admin');
    await other.stop();
    for (const accessToken of [expired, foreign]) {
      const headers = { authorization: `Bearer ${accessToken}` };
      const response = await system.nobody('GET', '/api/v1/me', { headers });
      expect([response.statusCode, response.json().code]).toEqual([401, 'invalid-token']);
    }
  });

  it('signs in each persona in development', async () => {
    for (const [persona, roles] of [
      ['viewer', ['viewer']],
      ['operator', ['operator']],
      ['admin', ['operator', 'admin']],
    ] as const) {
      const issued = await system.nobody('POST', '/api/v1/dev/token', { payload: { persona } });
      const headers = { authorization: `Bearer ${issued.json().accessToken}` };
      const me = (await system.nobody('GET', '/api/v1/me', { headers })).json();
      expect(me).toMatchObject({ roles, expiresAt: issued.json().expiresAt });
    }
    const unknown = await system.nobody('POST', '/api/v1/dev/token', { payload: { persona: 'root' } });
    expect([unknown.statusCode, unknown.json().errors[0].pointer]).toEqual([400, '/persona']);
  });

  it('answers to names of this machine only', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example:4000',
      '10.0.0.1',
    ]) {
      const response = await system.nobody('GET', '/healthz', { headers: { host } });
      expect([host, response.statusCode]).toEqual([host, 421]);
    }
    for (const host of ['localhost:4000', '127.0.0.1', '[::1]:4000', 'LOCALHOST']) {
      const response = await system.nobody('GET', '/healthz', { headers: { host } });
      expect([host, response.statusCode]).toEqual([host, 200]);
    }
  });

  it('limits the requests of one caller, not those of another, and never the probes', async () => {
    const limited = await startSystem({ rateLimitPerSecond: 3 });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await limited.viewer('GET', '/api/v1/me')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await limited.viewer('GET', '/api/v1/me');
    expect(refused.headers).toMatchObject({
      'retry-after': '1',
      'ratelimit-policy': '"default";q=3;w=1',
      ratelimit: '"default";r=0;t=1',
    });
    expect(refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await limited.operator('GET', '/api/v1/me')).statusCode).toBe(200);
    for (let count = 0; count < 5; count += 1) {
      expect((await limited.nobody('GET', '/healthz')).statusCode).toBe(200);
    }
    await limited.stop();
  });
});
