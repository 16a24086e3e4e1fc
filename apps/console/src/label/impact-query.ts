import { queryOptions } from '@tanstack/react-query';
import type { Page, ToolGroup } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** The most that the api gives at once. */
const PAGE_SIZE = 500;
/** Of more groups it is not looked for, so that the question is answered in time. */
const MOST_PAGES = 10;

/** The groups whose selectors require a label. */
export interface LabelImpact {
  readonly groups: readonly Pick<ToolGroup, 'id' | 'name'>[];
  /** Whether every group was looked at. */
  readonly isComplete: boolean;
}

/** What deleting a label would leave without tools: the selectors that require it select nothing then. */
export function labelImpactQuery(api: Api, labelId: string) {
  return queryOptions({
    queryKey: ['label', 'impact', labelId],
    queryFn: async ({ signal }): Promise<LabelImpact> => {
      const groups: ToolGroup[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const path = `/api/v1/tool-groups?limit=${PAGE_SIZE}${next}`;
        const answer = await api<Page<ToolGroup>>(path, { signal });
        groups.push(...answer.items.filter((group) => requires(group, labelId)));
        cursor = answer.next;
        if (cursor === undefined) return { groups, isComplete: true };
      }
      return { groups, isComplete: false };
    },
    staleTime: 0,
  });
}

function requires({ selectors }: ToolGroup, labelId: string): boolean {
  return selectors.some(({ requiredLabelIds }) => requiredLabelIds.includes(labelId));
}
