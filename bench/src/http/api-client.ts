import { Pool } from 'undici';

/** Calls one server over as many connections as there are callers, at as little cost as can be: it runs on the machine it measures. */
export class ApiClient {
  readonly #pool: Pool;
  #token = '';

  constructor(url: string, connections: number) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
  }

  /** Signs in as a persona of the development mode. */
  async signIn(persona: 'operator' | 'admin'): Promise<void> {
    const { accessToken } = (await this.send('POST', '/api/v1/dev/token', { persona })) as {
      accessToken: string;
    };
    this.#token = `Bearer ${accessToken}`;
  }

  /** Answers the body of a success, parsed. Throws for anything else. */
  async send(method: 'GET' | 'PATCH' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await this.#pool.request({
      method,
      path,
      headers: {
        ...(this.#token === '' ? {} : { authorization: this.#token }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${path} was answered ${answer.statusCode}: ${text}`);
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
