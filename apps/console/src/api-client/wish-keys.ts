import { problemOf } from './problem-error.ts';

/** For how long a wish that got no answer is taken for the same one when it is sent again. */
const SAME_WISH_MS = 60_000;

interface OpenWish {
  readonly key: string;
  readonly firstSentAt: number;
}

/**
 * Gives each wish its Idempotency-Key. A wish keeps its key until it was answered, so that sending it again, by the
 * console or by a person who presses the button once more, cannot do it twice.
 */
export class WishKeys {
  readonly #open = new Map<string, OpenWish>();

  /** The key of a wish: a new UUID, or the one under which the same wish was sent within a minute and not answered. */
  keyOf(wish: unknown, now = Date.now()): string {
    const name = nameOf(wish);
    const open = this.#open.get(name);
    if (open !== undefined && now - open.firstSentAt < SAME_WISH_MS) return open.key;
    const key = crypto.randomUUID();
    this.#open.set(name, { key, firstSentAt: now });
    return key;
  }

  /** Ends a wish, by what came of it; one that nobody knows about stays open. */
  settle(wish: unknown, error: unknown): void {
    if (error === null || isAnswer(error)) this.#open.delete(nameOf(wish));
  }
}

/** Whether a failure leaves open what came of the request: nobody answered, or somebody on the way who does not know. */
export function isUnanswered(error: unknown): boolean {
  const status = problemOf(error)?.status;
  return status === 502 || status === 503 || status === 504;
}

function isAnswer(error: unknown): boolean {
  const status = problemOf(error)?.status;
  return status !== undefined && status < 500;
}

function nameOf(wish: unknown): string {
  return JSON.stringify(wish) ?? '';
}
