import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url));
const JSON_BODY = { 'content-type': 'application/json' };

/** The api as a process of its own, and an operator who uses it. */
export interface ApiProcess {
  /** Sends a body to a path below `/api/v1`. Rejects when the connection ends without an answer. */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Resolves when it has ended, with its exit code and the signal that ended it. */
  readonly ended: Promise<unknown[]>;
  stop(): Promise<void>;
}

/** Starts the api on the stores, with settings of its own, and signs the operator in. */
export async function startApi(
  stores: { readonly kurrentDbUrl: string; readonly mongoDbUrl: string },
  settings: Readonly<Record<string, string>> = {},
): Promise<ApiProcess> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'api-process-'));
  const env = {
    PATH: process.env.PATH,
    API_PORT: '0',
    KURRENTDB_URL: stores.kurrentDbUrl,
    MONGODB_URL: stores.mongoDbUrl,
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'fatal',
    ...settings,
  };
  const api = fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(api, 'exit').finally(() => rm(dataFolder, { recursive: true, force: true }));
  const [{ port }] = await once(api, 'message');
  const post = (path: string, body: object, headers = {}) =>
    fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { ...JSON_BODY, ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await post('/dev/token', { persona: 'operator' });
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  return {
    post: (path, body, headers) => post(path, body, { authorization: `Bearer ${accessToken}`, ...headers }),
    ended,
    stop: async () => {
      api.kill('SIGTERM');
      await ended;
    },
  };
}
