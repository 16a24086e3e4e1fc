import { CodedError } from '@tools-provider/mediator';

/** A deadline is counted in steps, so that a process that was itself held up for long finds the answer that has come before it gives up. */
const STEPS = 4;

/**
 * What a call of the client answers, or `unavailable` when it takes too long. The client's own deadline does not hold for appends by batch,
 * for whatever goes through its native bridge, or for the opening of subscriptions: with a server that hangs, they would wait for ever.
 */
export async function answeredInTime<T>(call: Promise<T>, deadlineMs: number): Promise<T> {
  const patience = new Patience(deadlineMs);
  try {
    return await patience.wait(call);
  } finally {
    patience.end();
  }
}

/** The items of a read, or `unavailable` when the next one takes too long. A read may last, as long as something comes. */
export async function* eachInTime<T>(
  items: AsyncIterable<T>,
  deadlineMs: number,
): AsyncGenerator<T, void, void> {
  const iterator = items[Symbol.asyncIterator]();
  const patience = new Patience(deadlineMs);
  try {
    for (;;) {
      const next = await patience.wait(iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    patience.end();
    // It ends when its item comes, if ever; nobody waits for that.
    iterator.return?.()?.catch(() => undefined);
  }
}

/** Waits for one answer after the other, for each until the deadline. One timer serves them all. */
class Patience {
  readonly #timer: NodeJS.Timeout;
  #giveUp: (() => void) | undefined;
  #steps = 0;

  constructor(deadlineMs: number) {
    this.#timer = setInterval(() => {
      this.#steps += 1;
      if (this.#steps > STEPS) this.#giveUp?.();
    }, deadlineMs / STEPS);
  }

  wait<T>(answer: Promise<T>): Promise<T> {
    this.#steps = 0;
    return new Promise((resolve, reject) => {
      // Nobody hears it any more when the answer has come.
      this.#giveUp = () => reject(noAnswer());
      answer.then(resolve, reject);
    });
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

function noAnswer(): CodedError {
  return new CodedError('unavailable', 'event-store-unavailable', 'KurrentDB: No answer in time');
}
