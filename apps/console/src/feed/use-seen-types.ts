'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { useEffect, useState } from 'react';

/** All types that came by since the page was opened, sorted; also those that a filter hides now. */
export function useSeenTypes(events: readonly CloudEvent[], wanted: string | null): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  useEffect(() => {
    setSeen((before) => {
      const all = new Set([...before, ...events.map(({ type }) => type)]);
      return all.size === before.length ? before : [...all].sort();
    });
  }, [events]);
  return wanted === null || seen.includes(wanted) ? seen : [...seen, wanted].sort();
}
