'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import { toast } from 'sonner';
import type { Api } from '../api-client/api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger, useLiveConnection } from './live-provider.tsx';

interface Written {
  readonly id: string;
  readonly revision: number;
}

interface CommandOptions<Wish, Answer extends Written> {
  readonly aggregate: AggregateName;
  readonly send: (wish: Wish, api: Api) => Promise<Answer>;
  /** Said when it is written; the badge says when it shows. */
  readonly done?: (answer: Answer) => string;
  readonly onWritten?: (answer: Answer) => void;
  /** Whether the caller shows refusals itself, where they belong. */
  readonly showsProblems?: boolean;
}

/**
 * A command on an aggregate. From its answer on the written revision is known, so that badges say pending at once;
 * what is shown changes only when the read model has it.
 */
export function useCommand<Wish, Answer extends Written>(options: CommandOptions<Wish, Answer>) {
  const { aggregate, send, done, onWritten, showsProblems = false } = options;
  const client = useQueryClient();
  const ledger = useLedger();
  const connection = useLiveConnection();
  return useWish({
    mutationKey: [aggregate],
    send,
    onDone: (answer) => {
      const observation = { head: answer.revision, projected: null, status: null, heardAt: Date.now() };
      ledger.note(aggregateKey(aggregate, answer.id), observation);
      onWritten?.(answer);
      if (done !== undefined) toast.success(done(answer));
      void client.invalidateQueries({ queryKey: [aggregate, 'detail', answer.id] });
      // No change will say when a list has it.
      if (connection !== 'live') void client.invalidateQueries({ queryKey: [aggregate, 'list'] });
    },
    onRefused: (error) => {
      if (!showsProblems) toastProblem(error);
    },
  });
}
