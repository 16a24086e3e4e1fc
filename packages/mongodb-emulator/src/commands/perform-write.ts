import { wholeNumber } from '../bson/values.ts';
import { IntentHeld } from '../engine/plain-writes.ts';
import type { WriteView } from '../engine/views.ts';
import { ServerError } from '../errors.ts';
import type { CommandContext } from './command.ts';

async function waitFor(
  holder: IntentHeld['holder'],
  context: CommandContext,
  deadline: number,
): Promise<void> {
  const broken = Promise.withResolvers<'late' | 'gone'>();
  const timer = Number.isFinite(deadline)
    ? setTimeout(() => broken.resolve('late'), Math.max(0, deadline - Date.now()))
    : undefined;
  const stop = context.connection.onClose(() => broken.resolve('gone'));
  const outcome = await Promise.race([holder.finished, broken.promise]);
  clearTimeout(timer);
  stop();
  if (outcome === 'late') throw new ServerError(50, 'operation exceeded time limit');
  if (outcome === 'gone') throw new ServerError(279, 'the client has disconnected');
}

/**
 * Does one write statement: in the command's transaction, or outside as soon as no open transaction holds
 * what it writes. `beforeWait` is called before each wait, with everything done so far applied.
 */
export function performWrite<Result>(
  context: CommandContext,
  write: (view: WriteView) => Result,
  beforeWait: () => void,
): Result | Promise<Result> {
  const { transaction, engine } = context;
  if (transaction) return write(transaction);
  try {
    return write(engine.writes);
  } catch (error) {
    if (!(error instanceof IntentHeld)) throw error;
    return performWhenFree(context, write, beforeWait, error);
  }
}

async function performWhenFree<Result>(
  context: CommandContext,
  write: (view: WriteView) => Result,
  beforeWait: () => void,
  held: IntentHeld,
): Promise<Result> {
  const limitMs = wholeNumber(context.body.maxTimeMS, 'maxTimeMS', 0);
  const deadline = limitMs > 0 ? Date.now() + limitMs : Number.POSITIVE_INFINITY;
  for (let holder = held.holder; ; ) {
    beforeWait();
    await waitFor(holder, context, deadline);
    try {
      return write(context.engine.writes);
    } catch (error) {
      if (!(error instanceof IntentHeld)) throw error;
      holder = error.holder;
    }
  }
}
