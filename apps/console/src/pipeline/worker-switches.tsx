'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddWorkerSwitchBody, WorkerSwitchBoardBody } from '@tools-provider/contracts';
import { Bug, X } from 'lucide-react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { toast } from '../components/ui/toast.ts';
import { SwitchForm } from './switch-form.tsx';
import { SWITCHES_PATH, switchesKey, switchesQuery, switchWords } from './switch-queries.ts';

interface SwitchWish {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: AddWorkerSwitchBody;
}

/** Pauses, slows and poisons the worker, so that one can see what then happens. For development: production has none of it. */
export function WorkerSwitches() {
  const client = useQueryClient();
  const board = useQuery(switchesQuery(browserApi));
  const wish = useWish({
    mutationKey: switchesKey,
    send: ({ method, path, body }: SwitchWish, api: Api) =>
      api<WorkerSwitchBoardBody>(path, { method, ...(body === undefined ? {} : { body }) }),
    onDone: ({ isObeyed, switches }) => {
      client.setQueryData(switchesKey, { isObeyed, switches });
      if (!isObeyed) toast.warning('Set, but a worker does not obey yet');
    },
  });
  const remove = (path: string) =>
    wish.mutate({ method: 'DELETE', path }, { onError: (error) => toastProblem(error) });
  const switches = board.data?.switches ?? [];
  return (
    <Section
      title="Development"
      description="See what the console says while the worker stands still, is slow or fails. Only in development, and only for admins."
      action={
        <Pill tone="accent">
          <Bug aria-hidden />
          not in production
        </Pill>
      }
      className="mt-(--between) border-dashed"
    >
      {board.isError ? (
        <ProblemNotice problem={problemOf(board.error)} onRetry={() => void board.refetch()} />
      ) : (
        <SwitchForm
          isBusy={wish.isPending}
          onSet={(body, onError) => wish.mutate({ method: 'POST', path: SWITCHES_PATH, body }, { onError })}
        />
      )}
      {switches.length > 0 && (
        <>
          <ul aria-label="Switches that are set" className="divide-y border-t">
            {switches.map((each) => (
              <li
                key={each.id}
                className="flex items-center justify-between gap-4 px-4 py-(--row-y) text-sm sm:px-5"
              >
                <span className="min-w-0 break-words">{switchWords(each)}</span>
                <Button
                  size="small"
                  aria-label={`Take away: ${switchWords(each)}`}
                  disabled={wish.isPending}
                  onClick={() => remove(`${SWITCHES_PATH}/${each.id}`)}
                >
                  <X aria-hidden />
                  Take away
                </Button>
              </li>
            ))}
          </ul>
          {switches.length > 1 && (
            <div className="border-t px-4 py-(--row-y) sm:px-5">
              <Button size="small" disabled={wish.isPending} onClick={() => remove(SWITCHES_PATH)}>
                Take all away
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
