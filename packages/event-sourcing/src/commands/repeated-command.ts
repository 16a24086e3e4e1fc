import { type Behavior, CodedError, type Command, isCoded } from '@tools-provider/mediator';
import type { CommandContext } from './command-context.ts';

/** The answer a command was given when it came for the first time. */
export interface FirstAnswer {
  readonly id: string;
  readonly revision: number;
  /** The aggregate as it was right after the command. */
  readonly state: unknown;
}

/** A command was carried out before. Not a failure: {@link answerRepeated} makes the first answer of it. */
export class RepeatedCommandError extends CodedError {
  readonly firstAnswer: FirstAnswer;

  constructor(firstAnswer: FirstAnswer) {
    super(
      'conflict',
      'repeated-command',
      `The command was carried out before, at revision ${firstAnswer.revision}`,
    );
    this.firstAnswer = firstAnswer;
  }
}

/** The same command id was used for another wish before: `refused` (code `command-id-reused`). */
export function commandIdReused(): CodedError {
  return new CodedError(
    'refused',
    'command-id-reused',
    'The same key was sent with another request before: send a new key with a new wish',
  );
}

/**
 * Gives a command that was carried out before its first answer again, marked by `isRepeated`; nothing is decided or stored. Commands with
 * the same id that come at the same moment wait for each other, so that the later ones find what the first has stored.
 */
export function answerRepeated(): Behavior<Command, CommandContext> {
  const underWay = new Map<string, Promise<unknown>>();
  return async (_, context, next) => {
    if (context.requestHash === undefined) return await next();
    const { commandId } = context;
    for (let first = underWay.get(commandId); first !== undefined; first = underWay.get(commandId))
      await first;
    const answer = firstAnswerOr(next);
    const settled = answer.catch(() => undefined).finally(() => underWay.delete(commandId));
    underWay.set(commandId, settled);
    return await answer;
  };
}

async function firstAnswerOr(next: () => Promise<unknown>): Promise<unknown> {
  try {
    return await next();
  } catch (error) {
    if (!isRepeated(error)) throw error;
    return { ...error.firstAnswer, isRepeated: true };
  }
}

function isRepeated(error: unknown): error is RepeatedCommandError {
  return isCoded(error) && error.code === 'repeated-command' && 'firstAnswer' in error;
}
