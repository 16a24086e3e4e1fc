import { setTimeout as wait } from 'node:timers/promises';

const SETTLE_MS = 60_000;
const LOOK_MS = 100;

/** Calls the api as one who means well. */
export class Caller {
  readonly #apiUrl: string;
  readonly #token: string;

  constructor(apiUrl: string, token: string) {
    this.#apiUrl = apiUrl;
    this.#token = token;
  }

  async get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.#apiUrl}${path}`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!answer.ok) throw new Error(`GET ${path} is ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('content-type')?.includes('json') === true ? answer.json() : answer.text();
  }

  async post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
    const answer = await fetch(`${this.#apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** Waits until a worker has projected everything; rejects with how the pipeline is when that takes too long. */
  async untilProjected(): Promise<void> {
    const deadline = performance.now() + SETTLE_MS;
    for (;;) {
      const pipeline = (await this.get('/api/v1/pipeline')) as Readonly<Record<string, unknown>>;
      if (pipeline.worker === 'running' && pipeline.lagEvents === 0 && pipeline.outboxWaiting === 0) return;
      if (performance.now() > deadline) throw new Error(`Not projected: ${JSON.stringify(pipeline)}`);
      await wait(LOOK_MS);
    }
  }
}
