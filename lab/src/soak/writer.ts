import { setTimeout as wait } from 'node:timers/promises';
import type { Member, Population } from './population.ts';
import { Random } from './random.ts';
import { type CommandRequest, requestFor } from './request.ts';
import type { SentCommand } from './sent-command.ts';
import { nextWish, type Wish } from './wish.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const RETRY_MS = 100;
/** For how long a sender that is not impatient asks again. */
const PATIENCE_MS = 60_000;
/** The longest pause between two commands of one sender. */
const PAUSE_MS = 60;

/** What the senders share. */
export interface WriterSetting {
  readonly seed: number;
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly population: Population;
  readonly places: number;
  readonly onSent: (command: SentCommand) => void;
}

/** An answer to a command, or, with status 0, that there was none. */
interface Answer {
  readonly status: number;
  readonly revision: number | undefined;
}

/** Sends one command after the other until `signal` aborts. A command without an answer is sent again, with the same key. */
export class Writer {
  readonly #setting: WriterSetting;
  readonly #random: Random;

  constructor(name: string, setting: WriterSetting) {
    this.#setting = setting;
    this.#random = new Random(setting.seed, name);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { population, places, onSent } = this.#setting;
    while (!signal.aborted) {
      const wish = nextWish(this.#random, places);
      const pauseMs = this.#random.int(0, PAUSE_MS);
      const member = population.memberFor(wish);
      const request = requestFor(wish, member);
      const command = await this.#sendUntilAnswered(wish, member, request);
      onSent(command);
      if (command.outcome === 'acknowledged') request.learn?.();
      if (command.revision !== undefined) member.revision = Math.max(member.revision, command.revision);
      if (isGone(command)) population.leave(wish, member);
      await wait(pauseMs);
    }
  }

  async #sendUntilAnswered(wish: Wish, member: Member, request: CommandRequest): Promise<SentCommand> {
    const { name, events, isChange } = request;
    const sent = { name, key: wish.key, stream: member.stream, events, isChange };
    const headers = this.#headersOf(wish, member, request);
    const giveUpAt = performance.now() + (wish.isImpatient ? 0 : PATIENCE_MS);
    for (let attempts = 1; ; attempts += 1) {
      const { status, revision } = await this.#send(request, headers);
      if (status >= 200 && status < 300)
        return { ...sent, attempts, outcome: 'acknowledged', status, revision };
      if (status >= 400 && status < 500)
        return { ...sent, attempts, outcome: 'refused', status, revision: undefined };
      if (performance.now() > giveUpAt)
        return { ...sent, attempts, outcome: 'unknown', status, revision: undefined };
      await wait(RETRY_MS);
    }
  }

  async #send(
    { method, path, body }: CommandRequest,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    try {
      const response = await fetch(`${this.#setting.apiUrl}/api/v1${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { revision } = (await response.json()) as { revision?: number };
      return { status: response.status, revision };
    } catch {
      return { status: 0, revision: undefined };
    }
  }

  #headersOf(
    { key, isConditional }: Wish,
    { revision }: Member,
    { body }: CommandRequest,
  ): Record<string, string> {
    return {
      authorization: `Bearer ${this.#setting.accessToken}`,
      'idempotency-key': key,
      'x-correlation-id': key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(isConditional && revision >= 0 ? { 'if-match': `"${revision}"` } : {}),
    };
  }
}

/** Whether nobody needs to ask anything of the aggregate any more. */
function isGone({ name, outcome, status }: SentCommand): boolean {
  if (status === 410) return true;
  return outcome === 'refused' ? name.startsWith('create') : name === 'delete';
}
