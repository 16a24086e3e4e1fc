import { z } from 'zod';
import { aggregateId } from './identifiers.ts';
import { labelSort } from './label.ts';
import { paging, queryFlag } from './list.ts';
import { sourceHealth, sourceKind, sourceSort } from './source.ts';
import { toolSort, toolStatus } from './tool.ts';

const enabled = queryFlag
  .optional()
  .meta({ description: 'Only those that are enabled, or only those that are not' });

/** Query of `GET /api/v1/sources`. */
export const listSourcesQuery = z.strictObject({
  ...paging,
  enabled,
  health: sourceHealth.optional(),
  kind: sourceKind.optional(),
  sort: sourceSort.default('name'),
});

/** Query of `GET /api/v1/tools`. */
export const listToolsQuery = z.strictObject({
  ...paging,
  sourceId: aggregateId.optional().meta({ description: 'Only tools of this source' }),
  status: toolStatus.optional(),
  enabled,
  available: queryFlag
    .optional()
    .meta({ description: 'Only those that agents may use, or only those that they may not' }),
  method: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .toUpperCase()
    .optional()
    .meta({ description: 'Only those with this HTTP method, in whatever case' }),
  tag: z.string().min(1).max(200).optional().meta({ description: 'Only those with this tag' }),
  labelId: aggregateId.optional().meta({ description: 'Only those with this label' }),
  sort: toolSort.default('name'),
});

/** Query of `GET /api/v1/labels`. */
export const listLabelsQuery = z.strictObject({ ...paging, sort: labelSort.default('name') });
