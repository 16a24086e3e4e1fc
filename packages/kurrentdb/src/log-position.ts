import { type Position, START } from '@kurrent/kurrentdb-client';

/** Where to begin in the whole log: at a position that an entry had, which is included, or at the start. */
export function logPosition(position: string | undefined): Position | typeof START {
  if (position === undefined) return START;
  const commit = BigInt(position);
  return { commit, prepare: commit };
}
