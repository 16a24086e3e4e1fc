'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Label } from '@tools-provider/contracts';
import { useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { allLabelsQuery } from './queries.ts';

/** The labels by name, and by their ids; nothing until they are here. */
export function useLabels(): {
  readonly labels: readonly Label[];
  readonly labelOf: (id: string) => Label | undefined;
} {
  const { data } = useInfiniteQuery(allLabelsQuery(browserApi));
  return useMemo(() => {
    const labels = data?.pages.flatMap((page) => page.items) ?? [];
    const byId = new Map(labels.map((label) => [label.id, label]));
    return { labels, labelOf: (id) => byId.get(id) };
  }, [data]);
}
