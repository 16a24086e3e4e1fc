'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreateJobBody, Job } from '@tools-provider/contracts';
import { type ReactNode, useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Dialog } from '../components/ui/dialog.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { readAgain } from '../live/read-again.ts';
import { counted } from '../time/numbers.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { jobCommands } from './commands.ts';
import { JobProgress } from './job-progress.tsx';
import { jobPreviewQuery, jobQuery, jobsKey } from './queries.ts';
import { actionWords } from './words.ts';

interface BulkDialogProps {
  /** What is to be done, and to which; null: nothing, and the dialog is closed. */
  readonly body: CreateJobBody | null;
  readonly tone?: 'primary' | 'danger';
  /** What will come of it, for whoever decides. */
  readonly explanation: ReactNode;
  /** Fields that are a part of the wish, such as a reason. */
  readonly fields?: ReactNode;
  /** The wish is accepted: what was chosen needs to be chosen no more. */
  readonly onStarted?: () => void;
  readonly onClose: () => void;
}

/**
 * Does the same to many things: says to how many and which before, how it gets on while it does, and what became of each
 * that went wrong. It may be closed meanwhile; the job goes on.
 */
export function BulkDialog({ body, onClose, ...steps }: BulkDialogProps) {
  const [job, setJob] = useState<Job | null>(null);
  const [shown, setShown] = useState(body);
  // The words stay while the dialog goes away.
  if (body !== null && body !== shown) setShown(body);
  const words = shown === null ? { does: '', one: '' } : actionWords(shown.action);
  const close = () => {
    setJob(null);
    onClose();
  };
  return (
    <Dialog isOpen={body !== null || job !== null} onOpenChange={close} title={`${words.does} ${words.one}s`}>
      {job !== null ? (
        <JobProgress id={job.id} onClose={close} />
      ) : (
        shown !== null && <Decision body={shown} onJob={setJob} onClose={close} {...steps} />
      )}
    </Dialog>
  );
}

interface DecisionProps extends Omit<BulkDialogProps, 'body'> {
  readonly body: CreateJobBody;
  readonly onJob: (job: Job) => void;
}

function Decision(props: DecisionProps) {
  const { body, tone = 'primary', explanation, fields, onJob, onStarted, onClose } = props;
  const client = useQueryClient();
  const trouble = useFormProblem();
  // What is wished may still change in the fields; what it is about does not.
  const [asked] = useState(body);
  const preview = useQuery(jobPreviewQuery(browserApi, asked));
  const total = preview.data?.total ?? null;
  const { does, one } = actionWords(body.action);
  const start = useWish({
    mutationKey: jobsKey,
    send: (wish: CreateJobBody, api: Api) => jobCommands(api).request(wish),
    onDone: (job) => {
      client.setQueryData(jobQuery(browserApi, job.id).queryKey, job);
      void readAgain(client, { queryKey: [...jobsKey, 'list'] });
      onJob(job);
      onStarted?.();
    },
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() => {
        trouble.clear();
        start.mutate(body, { onError: trouble.fail });
      }}
    >
      <BulkPreview preview={preview} one={one} />
      <div className="text-sm text-muted">{explanation}</div>
      {fields}
      <FormButtons
        onCancel={onClose}
        variant={tone}
        disabled={start.isPending || total === null || total === 0}
      >
        {start.isPending ? 'Asking…' : `${does} ${total === null ? `${one}s` : counted(total, one)}`}
      </FormButtons>
    </ProblemForm>
  );
}
