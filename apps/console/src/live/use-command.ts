'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { aggregateKey } from '../consistency/known-revision.ts';
import { toastDone } from '../undo/toast-done.tsx';
import { useLedger, useLiveConnection } from './live-provider.tsx';
import { readAgain } from './read-again.ts';

interface Written {
  readonly id: string;
  readonly revision: number;
}

/** What takes a command back. */
interface Undoing {
  /** Sends the command that does; If-Match of the written revision makes that it is refused when somebody changed something since. */
  readonly send: (api: Api) => Promise<Written>;
  readonly done: (answer: Written) => string;
}

interface CommandOptions<Wish, Answer extends Written> {
  readonly aggregate: AggregateName;
  readonly send: (wish: Wish, api: Api) => Promise<Answer>;
  /** Said when it is written; the badge says when it shows. */
  readonly done?: (answer: Answer) => string;
  /** The way back, offered with what `done` says; none when it cannot be taken back. */
  readonly undo?: (answer: Answer, wish: Wish) => Undoing | undefined;
  readonly onWritten?: (answer: Answer) => void;
  /** Whether the caller shows refusals itself, where they belong. */
  readonly showsProblems?: boolean;
}

/**
 * A command on an aggregate. From its answer on the written revision is known, so that badges say pending at once;
 * what is shown changes only when the read model has it.
 */
export function useCommand<Wish, Answer extends Written>(options: CommandOptions<Wish, Answer>) {
  const { aggregate, send, done, undo, onWritten, showsProblems = false } = options;
  const client = useQueryClient();
  const ledger = useLedger();
  const connection = useLiveConnection();
  const note = ({ id, revision }: Written) => {
    const observation = { head: revision, projected: null, status: null, heardAt: Date.now() };
    ledger.note(aggregateKey(aggregate, id), observation);
    for (const form of ['detail', 'history']) {
      void readAgain(client, { queryKey: [aggregate, form, id] });
    }
    // No change will say when a list has it.
    if (connection !== 'live') void readAgain(client, { queryKey: [aggregate, 'list'] });
  };
  const takeBack = useWish({
    mutationKey: [aggregate],
    // What is offered is known by its own name, so that its key is, too.
    send: ({ undoing }: { readonly offer: string; readonly undoing: Undoing }, api: Api) => undoing.send(api),
    onDone: note,
  });
  const wayBack = (answer: Answer, wish: Wish) => {
    const undoing = undo?.(answer, wish);
    if (undoing === undefined) return {};
    const offered = { offer: crypto.randomUUID(), undoing };
    const run = async () => undoing.done(await takeBack.mutateAsync(offered));
    return { undo: { subject: aggregateKey(aggregate, answer.id), run } };
  };
  return useWish({
    mutationKey: [aggregate],
    send,
    onDone: (answer, wish) => {
      note(answer);
      onWritten?.(answer);
      if (done !== undefined) toastDone(done(answer), wayBack(answer, wish));
    },
    onRefused: (error) => {
      if (!showsProblems) toastProblem(error);
    },
  });
}
