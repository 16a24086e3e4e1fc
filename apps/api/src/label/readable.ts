import { labelProjection } from '@tools-provider/read-model';
import type { ReadableAggregate } from '../consistency/aggregate-reader.ts';

/** Where labels are served. */
export const LABELS_URL = '/api/v1/labels';

/** How labels are read. */
export const readableLabel = {
  name: 'label',
  collection: labelProjection.collection,
  deletedBy: 'label.deleted.v1',
} as const satisfies ReadableAggregate;
