'use client';

import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import type { Api } from '../api-client/api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Button } from '../components/ui/button.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { readAgain } from '../live/read-again.ts';
import { useMe } from '../session/me.tsx';
import { mayRetry } from '../session/permissions.ts';
import { toastDone } from '../undo/toast-done.tsx';

interface RetryControlProps {
  /** What is to be tried again, in the words of the button. */
  readonly what: string;
  /** Where a retry is asked for. */
  readonly path: string;
  /** Where the cache keeps the list that this stands in. */
  readonly listKey: readonly string[];
  /** What is asked for already, in words; then there is nothing to press. */
  readonly requested: string | undefined;
  /** What was asked for, in words. */
  readonly doneWords: string;
}

/** The way to have something tried again, for those who may; for all, that it is asked for already. */
export function RetryControl({ what, path, listKey, requested, doneWords }: RetryControlProps) {
  const me = useMe();
  const client = useQueryClient();
  const lookAgain = () => void readAgain(client, { queryKey: listKey });
  const retry = useWish({
    mutationKey: listKey,
    send: (wish: { readonly path: string }, api: Api) => api(wish.path, { method: 'POST' }),
    onDone: () => {
      toastDone(`${doneWords} requested; the worker takes it up in a moment`);
      lookAgain();
    },
    onRefused: (error) => {
      toastProblem(error);
      lookAgain();
    },
  });
  if (requested !== undefined) {
    return (
      <Pill tone="wait">
        <RotateCcw aria-hidden />
        {requested}
      </Pill>
    );
  }
  if (!mayRetry(me)) return null;
  return (
    <Button
      size="small"
      aria-label={`Retry ${what}`}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ path })}
    >
      <RotateCcw aria-hidden />
      Retry
    </Button>
  );
}
