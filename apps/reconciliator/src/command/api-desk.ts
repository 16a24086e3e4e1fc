import { accessToken, problem, rebuildJob } from '@tools-provider/contracts';
import type { FollowedJob, JobDesk, JobWish } from './job-desk.ts';

/** A running system. `token`: an admin's; without one, the system is asked for one, as it gives them out in development. */
export interface ApiAddress {
  readonly apiUrl: string;
  readonly token: string | undefined;
}

/** How long the api may take for an answer, in milliseconds. */
const DEADLINE_MS = 10_000;

/** A {@link JobDesk} at a running system's api. */
export class ApiDesk implements JobDesk {
  readonly #address: ApiAddress;
  readonly #url: string;
  #token: string | undefined;

  constructor(address: ApiAddress, { kind, projection }: JobWish) {
    this.#address = address;
    this.#token = address.token;
    this.#url = `/api/v1/projections/${encodeURIComponent(projection)}/${kind}`;
  }

  async request(): Promise<FollowedJob> {
    return rebuildJob.parse(await this.#send('POST', this.#url));
  }

  async look(): Promise<FollowedJob> {
    return rebuildJob.parse(await this.#send('GET', this.#url));
  }

  async cancel(): Promise<void> {
    await this.#send('DELETE', this.#url);
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  async #send(method: string, path: string): Promise<unknown> {
    this.#token ??= await this.#developmentToken();
    return await this.#fetch(method, path, { authorization: `Bearer ${this.#token}` });
  }

  async #developmentToken(): Promise<string> {
    const answer = await this.#fetch('POST', '/api/v1/dev/token', {}, { persona: 'admin' }).catch((error) => {
      throw (error as { status?: unknown }).status === undefined
        ? error
        : new Error("The system gives out no tokens of development: set TOKEN to an admin's access token");
    });
    return accessToken.parse(answer).accessToken;
  }

  async #fetch(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<unknown> {
    const { apiUrl } = this.#address;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { ...headers, ...type },
      ...json,
      signal,
    }).catch((error: unknown) => {
      const hint = 'start the system, or set API_URL, or KURRENTDB_URL and MONGODB_URL';
      throw new Error(`No api answers at ${apiUrl}: ${hint}`, { cause: error });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const refusal = problem.safeParse(answer);
    const detail = refusal.success ? refusal.data.detail : `The api answers ${response.status}`;
    throw Object.assign(new Error(detail), { status: response.status });
  }
}
