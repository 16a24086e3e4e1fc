import type { Doc } from '../bson/codec.ts';
import { badValue } from '../errors.ts';
import type { Command, CommandContext } from './command.ts';

function identify({ session, txnNumber, body }: CommandContext): { session: string; txnNumber: number } {
  if (session === undefined || txnNumber === undefined || body.autocommit !== false) {
    throw badValue('commitTransaction and abortTransaction need lsid, txnNumber and autocommit: false');
  }
  return { session, txnNumber };
}

function commit(context: CommandContext): Doc {
  const { session, txnNumber } = identify(context);
  context.sessions.commit(session, txnNumber, context.connection);
  return {};
}

function abort(context: CommandContext): Doc {
  const { session, txnNumber } = identify(context);
  context.sessions.abort(session, txnNumber, context.connection);
  return {};
}

export const transactionCommands: Record<string, Command> = {
  commitTransaction: { fields: ['recoveryToken'], run: commit },
  abortTransaction: { fields: ['recoveryToken'], run: abort },
};
