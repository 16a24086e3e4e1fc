import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type LogLine, type System, startSystem } from '@tools-provider/tooling';
import type { Attacker } from './attack-request.ts';

const WORKER = fileURLToPath(new URL('../../../apps/reconciliator/src/main.ts', import.meta.url));
const FORGED = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGVzIjpbImFkbWluIl19.';

/** The api and its stores, with a worker only when one is wanted: without it nothing but requests changes the stores. */
export class AttackedSystem {
  readonly apiUrl: string;
  readonly storeUrls: { readonly kurrentdb: string; readonly mongodb: string };
  readonly #system: System;
  readonly #dataFolder: string;
  #worker: ChildProcess | undefined;

  private constructor(system: System, dataFolder: string) {
    this.#system = system;
    this.#dataFolder = dataFolder;
    this.apiUrl = system.url('api');
    this.storeUrls = { kurrentdb: system.url('kurrentdb'), mongodb: system.url('mongodb') };
  }

  static async start(dataFolder: string, onLog: (line: LogLine) => void): Promise<AttackedSystem> {
    const env = {
      DATA_DIR: dataFolder,
      API_PORT: '0',
      KURRENTDB_URL: undefined,
      MONGODB_URL: undefined,
      DEMO_DATA: 'false',
      RATE_LIMIT_PER_SECOND: '1000000',
      LOG_LEVEL: 'warn',
    };
    return new AttackedSystem(
      await startSystem({ env, without: ['console', 'reconciliator'], onLog }),
      dataFolder,
    );
  }

  /** What each attacker says who they are. */
  async tokens(): Promise<Readonly<Record<Attacker, string | undefined>>> {
    const [admin, operator, viewer] = await Promise.all(
      ['admin', 'operator', 'viewer'].map((persona) => this.#tokenOf(persona)),
    );
    return { admin, operator, viewer, nobody: undefined, forger: FORGED };
  }

  async startWorker(): Promise<void> {
    const env = {
      ...process.env,
      KURRENTDB_URL: this.storeUrls.kurrentdb,
      MONGODB_URL: this.storeUrls.mongodb,
      DATA_DIR: this.#dataFolder,
      RECONCILIATOR_PORT: '0',
      LOG_LEVEL: 'fatal',
    };
    this.#worker = fork(WORKER, { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    await once(this.#worker, 'message');
  }

  async stopWorker(): Promise<void> {
    if (this.#worker === undefined || this.#worker.exitCode !== null) return;
    const ended = once(this.#worker, 'exit');
    this.#worker.kill('SIGTERM');
    await ended;
    this.#worker = undefined;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.#system.stop();
  }

  async #tokenOf(persona: string): Promise<string> {
    const answer = await fetch(`${this.apiUrl}/api/v1/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }
}
