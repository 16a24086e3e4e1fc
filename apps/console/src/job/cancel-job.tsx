'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Job } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Button } from '../components/ui/button.tsx';
import { readAgain } from '../live/read-again.ts';
import { jobCommands } from './commands.ts';
import { jobQuery, jobsKey } from './queries.ts';

/** Ends a job; what is done stays done. */
export function CancelJob({ job }: { job: Job }) {
  const client = useQueryClient();
  const cancel = useWish({
    mutationKey: jobsKey,
    send: (id: string, api: Api) => jobCommands(api).cancel(id),
    onDone: (answer) => {
      client.setQueryData(jobQuery(browserApi, answer.id).queryKey, answer);
      void readAgain(client, { queryKey: [...jobsKey, 'list'] });
    },
    onRefused: (error) => toastProblem(error, 'The job was not cancelled'),
  });
  const isAsked = cancel.isPending || job.isCancelRequested;
  return (
    <Button variant="danger" disabled={isAsked} onClick={() => cancel.mutate(job.id)}>
      {isAsked ? 'Cancelling…' : 'Cancel the rest'}
    </Button>
  );
}
