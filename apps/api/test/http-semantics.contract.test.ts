import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operationsOf } from './operations.ts';
import { SampleRequests } from './sample-request.ts';
import { type Send, type System, startSystem } from './system.ts';

type Answer = Awaited<ReturnType<Send>>;

interface Described {
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}

let system: System;
let operations: readonly Operation[];
let samples: SampleRequests;
let described: (operation: Operation) => Described;

beforeAll(async () => {
  system = await startSystem();
  operations = await operationsOf(system);
  const document = (await system.nobody('GET', '/openapi.json')).json();
  samples = new SampleRequests(document);
  described = ({ path, method }) => document.paths[path][method.toLowerCase()];
  await system.startWorker();
});

afterAll(() => system.stop());

/** Whether the document says that the operation takes a header, by the name of its component. */
const takes = (operation: Operation, header: string) =>
  described(operation).parameters?.some(({ $ref }) => $ref?.endsWith(`/${header}`)) === true;

const answersWith = (operation: Operation, status: number, header: string) =>
  described(operation).responses[status]?.headers?.[header] !== undefined;

/** Sends what the operation takes, as an admin. */
function send(
  operation: Operation,
  id: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { method, url, payload } = samples.of(operation, { id });
  return system.admin(method, url, { headers, ...(payload === undefined ? {} : { payload }) });
}

/** A new one of what the operation is about, and where it is read; `undefined` for what cannot be made by one request. */
async function newOne({
  path,
}: Operation): Promise<{ readonly id: string; readonly url: string; readonly revision: number } | undefined> {
  const collection = path.split('/{')[0] ?? '';
  const creation = operations.find(({ name }) => name === `post ${collection}`);
  if (creation === undefined || !path.includes('{id}') || described(creation).responses[201] === undefined)
    return undefined;
  const { url, payload } = samples.of(creation);
  const { id: _, ...withoutId } = (payload ?? {}) as { readonly id?: string };
  const created = await system.admin('POST', url, { payload: withoutId });
  expect([creation.name, created.statusCode, created.headers.location]).toEqual([
    creation.name,
    201,
    `${url}/${created.json().id}`,
  ]);
  const { id, revision } = created.json();
  return { id, revision, url: created.headers.location as string };
}

/** Whether requests to a path may be meant for another one, which has a parameter where that has a word. */
function fitsAlso(other: string, path: string): boolean {
  const [steps, otherSteps] = [path.split('/'), other.split('/')];
  return (
    steps.length === otherSteps.length &&
    otherSteps.every((step, n) => step === steps[n] || step.startsWith('{'))
  );
}

it('a request that is refused for want of a token is answered with the headers that keep a browser from using the answer', async () => {
  const answer = await system.nobody('GET', '/api/v1/me');
  expect(answer.statusCode).toBe(401);
  expect(answer.headers).toMatchObject({
    'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
});

describe('every route', () => {
  it('that takes If-Match refuses a revision that is not the newest with 412, and says which is', async () => {
    const seen: string[] = [];
    for (const operation of operations.filter((one) => takes(one, 'IfMatch'))) {
      const made = await newOne(operation);
      if (made === undefined) continue;
      const answer = await send(operation, made.id, { 'if-match': '"999"' });
      const { code, currentRevision } = answer.json();
      expect([operation.name, answer.statusCode, code, typeof currentRevision]).toEqual([
        operation.name,
        412,
        'stale-revision',
        'number',
      ]);
      const malformed = await send(operation, made.id, { 'if-match': 'nonsense' });
      expect([operation.name, malformed.statusCode, malformed.json().errors[0].pointer]).toEqual([
        operation.name,
        400,
        'If-Match:',
      ]);
      seen.push(operation.name);
    }
    expect(seen.length).toBeGreaterThanOrEqual(12);
  });

  it('that takes an Idempotency-Key answers it the second time as the first', async () => {
    const seen: string[] = [];
    for (const operation of operations.filter(
      (one) => takes(one, 'IdempotencyKey') && one.path.includes('{id}'),
    )) {
      const made = await newOne(operation);
      if (made === undefined) continue;
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const first = await send(operation, made.id, headers);
      if (first.statusCode !== 200) continue;
      const again = await send(operation, made.id, headers);
      expect([operation.name, again.statusCode, again.json()]).toEqual([operation.name, 200, first.json()]);
      expect([operation.name, again.headers.etag]).toEqual([operation.name, `"${first.json().revision}"`]);
      // What changed nothing leaves no trace, and is decided anew.
      if (again.headers['idempotency-replayed'] === 'true') seen.push(operation.name);
    }
    expect(seen.length).toBeGreaterThanOrEqual(6);
  });

  it('that takes If-None-Match answers 304 without a body to who has what is shown, also to HEAD', async () => {
    const seen: string[] = [];
    for (const operation of operations.filter((one) => takes(one, 'IfNoneMatch'))) {
      // Its count of tools is no part of its revision: only what it was like in the past is known to be the same.
      if (operation.path === '/api/v1/labels/{id}') continue;
      const made = await newOne(operation);
      if (made === undefined) continue;
      const url = takes(operation, 'Prefer') ? `${made.url}?minRevision=${made.revision}` : made.url;
      const shown = await system.admin('GET', url, { headers: { prefer: 'wait=20' } });
      expect([operation.name, shown.statusCode, shown.headers.etag]).toEqual([
        operation.name,
        200,
        `"${shown.json().revision}"`,
      ]);
      for (const method of ['GET', 'HEAD'] as const) {
        const same = await system.admin(method, made.url, {
          headers: { 'if-none-match': String(shown.headers.etag) },
        });
        expect([operation.name, method, same.statusCode, same.body]).toEqual([
          operation.name,
          method,
          304,
          '',
        ]);
        const other = await system.admin(method, made.url, { headers: { 'if-none-match': '"999"' } });
        expect([operation.name, method, other.statusCode]).toEqual([operation.name, method, 200]);
      }
      seen.push(operation.name);
    }
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  it('that takes Prefer waits, says so, and says when what is shown is behind what was asked for', async () => {
    const seen: string[] = [];
    for (const operation of operations.filter((one) => takes(one, 'Prefer'))) {
      const made = await newOne(operation);
      if (made === undefined || operation.path.split('{')[1] !== 'id}') continue;
      const { url } = samples.of(operation, { id: made.id });
      const waited = await system.admin('GET', `${url}?minRevision=${made.revision}`, {
        headers: { prefer: 'wait=20' },
      });
      expect([operation.name, waited.statusCode, waited.headers['preference-applied']]).toEqual([
        operation.name,
        200,
        'wait=20',
      ]);
      const behind = await system.admin('GET', `${url}?minRevision=999`);
      expect([operation.name, behind.statusCode, behind.headers.consistency]).toEqual([
        operation.name,
        200,
        'pending',
      ]);
      expect(behind.headers['preference-applied']).toBeUndefined();
      seen.push(operation.name);
    }
    expect(seen.length).toBeGreaterThanOrEqual(2);
  });

  it('but the probes says what is left of the limit, as described', async () => {
    for (const operation of operations.filter(
      ({ path, method }) => method === 'GET' && path !== '/api/v1/changes',
    )) {
      const answer = await send(operation, crypto.randomUUID());
      const isLimited =
        answer.headers.ratelimit !== undefined && answer.headers['ratelimit-policy'] !== undefined;
      const isDescribed = answersWith(operation, 200, 'RateLimit');
      expect([operation.name, isLimited]).toEqual([operation.name, isDescribed]);
    }
  });

  it('answers another method with 405 and those it has', async () => {
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const methods = operations.filter((one) => fitsAlso(one.path, path)).map(({ method }) => method);
      const sample = operations.find((one) => one.path === path);
      if (sample === undefined) continue;
      const { url } = samples.of(sample);
      for (const method of (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).filter(
        (one) => !methods.includes(one as never),
      )) {
        const answer = await system.admin(method, url);
        expect([path, method, answer.statusCode, answer.json().code]).toEqual([
          path,
          method,
          405,
          'method-not-allowed',
        ]);
        for (const allowed of methods) expect(answer.headers.allow).toContain(allowed);
      }
    }
  });
});
