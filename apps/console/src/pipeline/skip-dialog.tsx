'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Dialog } from '../components/ui/dialog.tsx';
import { Field, Textarea } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { readAgain } from '../live/read-again.ts';
import { toastDone } from '../undo/toast-done.tsx';
import { quarantineKey } from './quarantine-queries.ts';

interface SkipDialogProps {
  readonly item: QuarantinedAggregate;
  /** What it is called. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks why what is shown may do without an event; the log keeps the answer. */
export function SkipDialog({ item, name, isOpen, onClose }: SkipDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title="Skip the event?"
      description={
        <p>
          {name} goes on without its event {item.failure.revision} (
          <code className="font-mono text-xs break-all">{item.failure.eventType}</code>).
        </p>
      }
    >
      <SkipForm item={item} onClose={onClose} />
    </Dialog>
  );
}

function SkipForm({ item, onClose }: Pick<SkipDialogProps, 'item' | 'onClose'>) {
  const { aggregate, id, failure } = item;
  const [note, setNote] = useState('');
  const trouble = useFormProblem();
  const client = useQueryClient();
  const skip = useWish({
    mutationKey: quarantineKey,
    send: (body: { readonly revision: number; readonly note: string }, api: Api) =>
      api(`/api/v1/consistency/${aggregate}/${id}/skip`, { method: 'POST', body }),
    onDone: () => {
      toastDone('Skip requested; the worker does it in a moment');
      void readAgain(client, { queryKey: quarantineKey });
      onClose();
    },
    onRefused: (error) => trouble.fail(error),
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ skipBody }) => skipBody.safeParse({ revision: failure.revision, note }),
          (body) => skip.mutate(body),
        )
      }
    >
      <ul className="list-disc space-y-1 pl-5 text-sm text-muted">
        <li>What is shown will lack what this event says, until a rebuild by a version that can read it.</li>
        <li>Integrators get the event all the same: it is in the log, and its CloudEvent is sent.</li>
        <li>Who skipped it and why is kept in the log, for good.</li>
      </ul>
      <Field label="Why the documents may do without it" error={trouble.errors.note}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      <FormButtons onCancel={onClose} variant="danger" disabled={skip.isPending}>
        Skip the event
      </FormButtons>
    </ProblemForm>
  );
}
