import { toolGroupProjection } from '@tools-provider/read-model';
import type { ReadableAggregate } from '../consistency/aggregate-reader.ts';

/** Where tool groups are served. */
export const TOOL_GROUPS_URL = '/api/v1/tool-groups';

/** How tool groups are read. */
export const readableToolGroup = {
  name: 'tool-group',
  collection: toolGroupProjection.collection,
  deletedBy: 'group.deleted.v1',
} as const satisfies ReadableAggregate;
