'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Api } from '../api-client/api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { readAgain } from '../live/read-again.ts';
import { toastDone } from '../undo/toast-done.tsx';
import { viewCommands } from './commands.ts';
import { viewsKey } from './queries.ts';

interface ViewCommandOptions<Wish, Answer> {
  readonly send: (wish: Wish, commands: ReturnType<typeof viewCommands>) => Promise<Answer>;
  readonly done: (answer: Answer, wish: Wish) => string;
  readonly onDone?: (answer: Answer) => void;
  /** Whether the caller shows refusals itself, where they belong. */
  readonly showsProblems?: boolean;
}

/** A command on a saved view; the lists of views are read again afterwards, whatever came of it. */
export function useViewCommand<Wish, Answer>(options: ViewCommandOptions<Wish, Answer>) {
  const { send, done, onDone, showsProblems = false } = options;
  const client = useQueryClient();
  const lookAgain = () => void readAgain(client, { queryKey: viewsKey });
  return useWish({
    mutationKey: viewsKey,
    send: (wish: Wish, api: Api) => send(wish, viewCommands(api)),
    onDone: (answer, wish) => {
      lookAgain();
      toastDone(done(answer, wish));
      onDone?.(answer);
    },
    onRefused: (error) => {
      lookAgain();
      if (!showsProblems) toastProblem(error);
    },
  });
}
