import { fileURLToPath } from 'node:url';
import { lintFromString, loadConfig } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateClient } from './generated-client.ts';
import { type Operation, operationsOf } from './operations.ts';
import { type System, startSystem } from './system.ts';

const LINTER_RULES = fileURLToPath(new URL('../../../redocly.yaml', import.meta.url));

let system: System;
let operations: readonly Operation[];
// biome-ignore lint/suspicious/noExplicitAny: a document is looked at from outside, as a client would.
let document: any;
let text: string;

beforeAll(async () => {
  system = await startSystem();
  const response = await system.nobody('GET', '/openapi.json');
  text = response.body;
  document = response.json();
  operations = await operationsOf(system);
});

afterAll(() => system.stop());

const described = ({ method, path }: Operation) => document.paths[path][method.toLowerCase()];

/** The paths of the tree that the server prints of its routes, as the document writes them. */
function pathsServed(tree: string): readonly string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indentation = '', step = '', methods] = /^(\W*── )(\S+)(?: \((.+)\))?$/.exec(line) ?? [];
    if (step === '') return [];
    const depth = indentation.length / 4 - 1;
    above[depth] = `${above[depth - 1] ?? ''}${step}`;
    above.length = depth + 1;
    return methods === undefined ? [] : [(above[depth] ?? '').replaceAll(/:(\w+)/g, '{$1}')];
  });
}

async function lint(source: string): Promise<readonly string[]> {
  const config = await loadConfig({ configPath: LINTER_RULES });
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`);
}

describe('the OpenAPI document', () => {
  it('keeps to every rule of the linter', async () => {
    expect(await lint(text)).toEqual([]);
  });

  it('would be refused by the linter without a summary, or with a name that is there twice', async () => {
    const broken = structuredClone(document);
    broken.paths['/api/v1/tasks'].get.operationId = 'createTask';
    delete broken.paths['/api/v1/tasks'].post.summary;
    expect((await lint(JSON.stringify(broken))).join('\n')).toMatch(
      /operation-summary.*\n?.*operation-operationId-unique|operation-operationId-unique.*\n?.*operation-summary/s,
    );
  });

  it('is 3.1, names every schema once and describes no development route', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const names = Object.keys(document.components.schemas);
    expect(names).toEqual(
      expect.arrayContaining(['CloudEvent', 'CreateToolGroup', 'NewSelector', 'Problem', 'ToolGroup']),
    );
    expect(names.filter((name) => name.endsWith('Input'))).toEqual([]);
    expect(Object.keys(document.paths)).not.toContain('/api/v1/dev/token');
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(300);
    for (const [, kind, name] of references)
      expect(document.components[String(kind)]).toHaveProperty(String(name));
  });

  it('has every route that the server has, but for itself, its pages and those of development', () => {
    const described = new Set(operations.map(({ path }) => path));
    const left = pathsServed(system.api.server.printRoutes({ commonPrefix: false })).filter(
      (path) => !described.has(path),
    );
    expect(left.toSorted()).toEqual([
      '/api/v1/dev/token',
      '/api/v1/dev/worker',
      '/api/v1/dev/worker/switches',
      '/api/v1/dev/worker/switches/{id}',
      '/docs',
      '/docs/{file}',
      '/openapi.json',
    ]);
  });

  it('says of every operation how it refuses', () => {
    for (const operation of operations) {
      const { responses, summary } = described(operation);
      expect([operation.name, responses.default]).toEqual([
        operation.name,
        { $ref: '#/components/responses/Problem' },
      ]);
      expect(summary).toBeTruthy();
      if (operation.path.startsWith('/api/')) {
        expect([operation.name, Object.keys(responses)]).toEqual([
          operation.name,
          expect.arrayContaining(['400', '401', '403', '429', '503']),
        ]);
      }
    }
  });

  it('names operations by what they do, and their headers by what they mean', () => {
    const { paths } = document;
    const byId = paths['/api/v1/tool-groups/{id}'];
    expect(byId.get.operationId).toBe('getToolGroup');
    expect(Object.keys(byId.get.responses['200'].headers)).toEqual(
      expect.arrayContaining(['ETag', 'Consistency', 'Preference-Applied', 'RateLimit']),
    );
    expect(byId.patch.parameters.map(({ $ref }: { $ref?: string }) => $ref)).toEqual(
      expect.arrayContaining(['#/components/parameters/IfMatch', '#/components/parameters/IdempotencyKey']),
    );
    expect(paths['/api/v1/tool-groups'].get.responses['200'].headers).toHaveProperty('Link');
    expect(paths['/api/v1/tool-groups/{id}/selectors'].post.operationId).toBe('addToolGroupSelector');
    expect(paths['/api/v1/tool-groups/{id}/activate'].post.operationId).toBe('activateToolGroup');
    expect(paths['/api/v1/tasks'].post.operationId).toBe('createTask');
    expect(paths['/api/v1/tasks'].get.operationId).toBe('listTasks');
  });

  it('has a page for people, which loads nothing that is not served here', async () => {
    const page = await system.nobody('GET', '/docs');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBeGreaterThanOrEqual(5);
    for (const address of addresses) {
      const file = await system.nobody('GET', address);
      expect([address, file.statusCode, file.body.length > 100]).toEqual([address, 200, true]);
    }
    expect((await system.nobody('GET', '/docs/package.json')).statusCode).toBe(404);
  });

  it('makes a typed client that creates a group and reads it back', async () => {
    const client = await generateClient(document);
    await system.startWorker();
    const { group, etag, refusal } = await client.createAndRead(system.url, await system.tokenOf('operator'));
    expect(group).toMatchObject({ name: 'Made by a generated client', revision: 1 });
    expect(group.selectors).toMatchObject([{ namePattern: 'get_*' }]);
    expect([etag, refusal.code]).toEqual(['"1"', 'invalid-request']);
    await system.stopWorker();
    await client.remove();
  });
});
