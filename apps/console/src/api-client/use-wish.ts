'use client';

import { type MutationKey, mutationOptions, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Api, underKey } from './api.ts';
import { browserApi } from './browser-api.ts';
import { isUnanswered, WishKeys } from './wish-keys.ts';

const REPEATED_AT_MOST = 2;
const FIRST_WAIT_MS = 400;

interface WishOptions<Wish, Answer, Before> {
  readonly mutationKey: MutationKey;
  /** Sends the wish; `api` puts everything that is sent for it under its key. */
  readonly send: (wish: Wish, api: Api) => Promise<Answer>;
  /** Wishes of the same scope are sent one after the other. */
  readonly scope?: string;
  /** Shows the wish as if it were done; what it returns is handed to `onRefused`. */
  readonly onWish?: (wish: Wish) => Before;
  readonly onDone?: (answer: Answer, wish: Wish) => void;
  readonly onRefused?: (error: unknown, before: Before | undefined) => void;
}

/**
 * Something that a person wants to be done. Each wish has an Idempotency-Key of its own; one that got no answer is sent
 * again, at most twice and under the same key, before it counts as failed.
 */
export function useWish<Wish, Answer, Before = undefined>(options: WishOptions<Wish, Answer, Before>) {
  const { mutationKey, send, scope, onWish, onDone, onRefused } = options;
  const [keys] = useState(() => new WishKeys());
  return useMutation(
    mutationOptions<Answer, Error, Wish, Before | undefined>({
      mutationKey,
      mutationFn: (wish) => send(wish, underKey(browserApi, keys.keyOf(wish))),
      ...(scope === undefined ? {} : { scope: { id: scope } }),
      retry: (failures, error) => failures < REPEATED_AT_MOST && isUnanswered(error),
      retryDelay: (failures) => FIRST_WAIT_MS * 2 ** failures,
      onMutate: (wish) => onWish?.(wish),
      onSuccess: (answer, wish) => onDone?.(answer, wish),
      onError: (error, _, before) => onRefused?.(error, before),
      onSettled: (_, error, wish) => keys.settle(wish, error),
    }),
  );
}
