'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { RebuildJobBody } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { readAgain } from '../live/read-again.ts';
import { projectionsKey } from './projection-queries.ts';

/** A rebuild or a verification that is to be begun, or ended. */
export interface RebuildWish {
  readonly kind: RebuildJobBody['kind'];
  /** The projection's name, or `all`. */
  readonly projection: string;
  readonly method: 'POST' | 'DELETE';
}

/** Asks for a rebuild or a verification, or for its end; the list then says how it gets on. */
export function useRebuildWish() {
  const client = useQueryClient();
  const lookAgain = () => void readAgain(client, { queryKey: projectionsKey });
  return useWish({
    mutationKey: projectionsKey,
    send: ({ kind, projection, method }: RebuildWish, api: Api) =>
      api<RebuildJobBody>(`/api/v1/projections/${projection}/${kind}`, { method }),
    onDone: lookAgain,
    onRefused: (error) => {
      toastProblem(error);
      lookAgain();
    },
  });
}
