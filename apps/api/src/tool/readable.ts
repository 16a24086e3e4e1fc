import { toolProjection } from '@tools-provider/read-model';
import type { ReadableEntity } from '../consistency/aggregate-reader.ts';
import { readableSource } from '../source/readable.ts';

/** Where tools are served. */
export const TOOLS_URL = '/api/v1/tools';

/** How tools are read: as entities of their source. */
export const readableTool = {
  name: 'tool',
  collection: toolProjection.collection,
  owner: readableSource,
} as const satisfies ReadableEntity;
