import { sourceProjection } from '@tools-provider/read-model';
import type { ReadableAggregate } from '../consistency/aggregate-reader.ts';

/** Where sources are served. */
export const SOURCES_URL = '/api/v1/sources';

/** How sources are read. */
export const readableSource = {
  name: 'source',
  collection: sourceProjection.collection,
  deletedBy: 'source.deregistered.v1',
} as const satisfies ReadableAggregate;
