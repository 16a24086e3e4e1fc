import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { type MongoDbEmulator, startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let folder: string;
let kurrentDb: KurrentDbEmulator;
let mongoDb: MongoDbEmulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-main-'));
  kurrentDb = await startKurrentDbEmulator({ dataFolder: join(folder, 'kurrentdb') });
  mongoDb = await startMongoDbEmulator({ dataFolder: join(folder, 'mongodb') });
});

afterAll(async () => {
  await Promise.all([kurrentDb.close(), mongoDb.close()]);
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly process: ChildProcess;
  /** The exit code, and the lines of the log. */
  ended(): Promise<{ readonly code: number | null; readonly lines: readonly Record<string, unknown>[] }>;
}

function start(settings: Readonly<Record<string, string>> = {}): Started {
  const stores = { KURRENTDB_URL: kurrentDb.url, MONGODB_URL: mongoDb.url, DATA_DIR: folder };
  const env = { PATH: process.env.PATH, API_PORT: '0', ...stores, ...settings };
  const child = fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const output = child.stdout === null ? Promise.resolve('') : text(child.stdout);
  const exit = once(child, 'exit');
  return {
    process: child,
    ended: async () => {
      const [code] = await exit;
      const lines = (await output).trim().split('\n');
      return { code, lines: lines.map((line) => JSON.parse(line)) };
    },
  };
}

describe('the api as a process', () => {
  it('says when it is ready, serves, and stops on SIGTERM with 0 although a stream is open', async () => {
    const api = start();
    const [ready] = await once(api.process, 'message');
    expect(ready).toEqual({ type: 'ready', port: expect.any(Number) });
    const url = `http://127.0.0.1:${ready.port}`;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const body = JSON.stringify({ persona: 'viewer' });
    const headers = { 'content-type': 'application/json' };
    const token = await fetch(`${url}/api/v1/dev/token`, { method: 'POST', body, headers });
    const { accessToken } = (await token.json()) as { accessToken: string };
    const stream = await fetch(`${url}/api/v1/changes`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    api.process.kill('SIGTERM');
    expect(await stream.text()).toContain('event: hello');
    const { code, lines } = await api.ended();
    expect(code).toBe(0);
    expect(lines.every(({ name }) => name === 'api')).toBe(true);
    expect(JSON.stringify(lines)).not.toContain(accessToken);
  });

  it('keeps its key to itself, and its tokens over a restart', async () => {
    const tokenFrom = async (port: number) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/dev/token`, {
        method: 'POST',
        body: JSON.stringify({ persona: 'admin' }),
        headers: { 'content-type': 'application/json' },
      });
      return ((await answer.json()) as { accessToken: string }).accessToken;
    };
    const first = start();
    const [firstReady] = await once(first.process, 'message');
    const authorization = `Bearer ${await tokenFrom(firstReady.port)}`;
    first.process.kill('SIGTERM');
    await first.ended();
    const second = start();
    const [secondReady] = await once(second.process, 'message');
    const me = await fetch(`http://127.0.0.1:${secondReady.port}/api/v1/me`, { headers: { authorization } });
    expect(me.status).toBe(200);
    second.process.kill('SIGTERM');
    await second.ended();
    expect((await stat(join(folder, 'dev-signing-key'))).mode & 0o777).toBe(0o600);
  });

  it('stops with 0 although a client never finishes its request', async () => {
    const api = start();
    const [{ port }] = await once(api.process, 'message');
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    const begun = ['POST /api/v1/dev/token HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    client.write([...begun, 'Content-Length: 1000', 'Expect: 100-continue', '', ''].join('\r\n'));
    // Its going on says that the server is reading the request.
    await once(client, 'data');
    const closed = once(client, 'close');
    api.process.kill('SIGTERM');
    expect((await api.ended()).code).toBe(0);
    await closed;
  });

  it('stops when its supervisor is gone', async () => {
    const api = start();
    await once(api.process, 'message');
    api.process.disconnect();
    expect((await api.ended()).code).toBe(0);
  });

  it('says in one sentence that its port is taken', async () => {
    const holder: Server = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, lines } = await start({ API_PORT: port }).ended();
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatchObject({ level: 60, name: 'api', msg: expect.stringContaining('API_PORT') });
    expect(lines.at(-1)?.msg).toContain(port);
    holder.close();
  });

  it.each([
    [{ API_PORT: 'http' }, 'API_PORT'],
    [{ DEPLOYMENT: 'production' }, 'DEPLOYMENT'],
  ])('refuses %j with one sentence that names the variable', async (settings, variable) => {
    const { code, lines } = await start(settings as Record<string, string>).ended();
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 60, name: 'api', msg: expect.stringContaining(variable) });
    expect(lines[0]?.msg).not.toContain('\n');
  });
});
