import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Attacker, AttackRequest } from './attack-request.ts';

const ANSWER_MS = 20_000;

/** What came back; of an event stream its beginning alone. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends requests as they are, without a client's own idea of what may be sent. */
export class Sender {
  readonly #apiUrl: string;
  readonly #tokens: Readonly<Record<Attacker, string | undefined>>;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(apiUrl: string, tokens: Readonly<Record<Attacker, string | undefined>>) {
    this.#apiUrl = apiUrl;
    this.#tokens = tokens;
  }

  /** Once more on a new connection when one that was kept turns out to be closed: every client has to expect that. */
  async send(attack: AttackRequest): Promise<Answer> {
    try {
      return await this.#sendOn(this.#agent, attack);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (code !== 'ECONNRESET' && code !== 'EPIPE') throw error;
      return await this.#sendOn(false, attack);
    }
  }

  #sendOn(
    agent: Agent | false,
    { operation, attacker, target, headers, body }: AttackRequest,
  ): Promise<Answer> {
    const token = this.#tokens[attacker];
    const { hostname, port } = new URL(this.#apiUrl);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sent = request(
      {
        agent,
        hostname,
        port,
        method: operation.method,
        path: target,
        headers: {
          ...headers,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          // Node sends none by itself with DELETE, and what follows would be read as the next request.
          ...(body === undefined ? {} : { 'content-length': body.length }),
        },
        signal: AbortSignal.timeout(ANSWER_MS),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        const end = () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          });
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (!answer.headers['content-type']?.startsWith('text/event-stream')) return;
          end();
          answer.destroy();
        });
        answer.on('end', end).on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A request as a command for a shell; a long body is cut, and says so. */
export function asCurl(
  apiUrl: string,
  { operation, attacker, target, headers, body }: AttackRequest,
): string {
  const fields = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const token = attacker === 'nobody' ? [] : [`-H "authorization: Bearer $${attacker.toUpperCase()}"`];
  return [
    'curl',
    '-i',
    '-X',
    operation.method,
    ...token,
    ...fields,
    ...dataOf(body),
    quoted(`${apiUrl}${target}`),
  ].join(' ');
}

function dataOf(body: Buffer | undefined): readonly string[] {
  if (body === undefined) return [];
  const text = body.toString();
  const cut = text.length > 2_000 ? `${text.slice(0, 2_000)} … (${body.length} bytes)` : text;
  return ['--data-binary', quoted(cut)];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
