'use client';

import { useLedger } from '../live/live-provider.tsx';
import type { ProjectedSources } from './covered.ts';

/** How far this tab knows each source to be projected, at the moment of asking. */
export function useProjectedSources(): () => ProjectedSources {
  const ledger = useLedger();
  return () => ledger.projectedOf('source');
}
