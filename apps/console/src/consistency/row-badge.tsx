import type { AggregateName } from '@tools-provider/contracts';
import type { ComponentProps } from 'react';
import { ConsistencyBadge } from './consistency-badge.tsx';

type Shown = NonNullable<ComponentProps<typeof ConsistencyBadge>['document']> & { readonly id: string };

interface RowBadgeProps {
  readonly aggregate: AggregateName;
  /** What the read model has, or only the answer of the command that wrote it. */
  readonly item: Shown | { readonly id: string; readonly revision: number };
}

/** The badge in a row of a list, whether the read model has the thing or not yet. */
export function RowBadge({ aggregate, item }: RowBadgeProps) {
  return 'consistency' in item ? (
    <ConsistencyBadge aggregate={aggregate} id={item.id} document={item} />
  ) : (
    <ConsistencyBadge aggregate={aggregate} id={item.id} writtenRevision={item.revision} />
  );
}
