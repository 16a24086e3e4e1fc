'use client';

import type { AggregateName } from '@tools-provider/contracts';
import { useEffect } from 'react';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useCreated, useLedger } from './live-provider.tsx';

interface Identified {
  readonly id: string;
}

/**
 * Of what this tab created, that which the list does not show because the read model has not taken it up. What it has
 * taken up is forgotten once the list was read after that.
 */
export function useNotShownYet<Created extends Identified>(
  aggregate: AggregateName,
  created: readonly Created[],
  listed: readonly Identified[],
  listReadAt: number,
): readonly Created[] {
  const store = useCreated();
  const ledger = useLedger();
  const ids = new Set(listed.map(({ id }) => id));
  const isTakenUp = ({ id }: Identified) => {
    if (ids.has(id)) return true;
    const known = ledger.get(aggregateKey(aggregate, id));
    const isProjected = known !== undefined && known.projected !== null;
    return isProjected && known.status !== null && listReadAt > known.heardAt;
  };
  const over = created.filter(isTakenUp);
  useEffect(() => {
    for (const { id } of over) store.forget(aggregate, id);
  });
  return created.filter((written) => !over.includes(written));
}
