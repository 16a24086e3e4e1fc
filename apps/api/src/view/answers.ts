import type { View } from '@tools-provider/contracts';
import type { ViewState } from '@tools-provider/domain';

/** A view as it was just written or read. */
interface RevisedView {
  readonly id: string;
  readonly revision: number;
  readonly state: ViewState;
}

/** The view as `readerId` is told of it. */
export function viewAnswer({ id, revision, state }: RevisedView, readerId: string): View {
  const { name, list, query, isShared, ownerId, createdAt, updatedAt } = state;
  return {
    id,
    name,
    list,
    query: { ...query },
    isShared,
    ownerId,
    isOwn: ownerId === readerId,
    createdAt,
    updatedAt,
    revision,
  };
}
