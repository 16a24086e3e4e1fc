import { taskProjection } from '@tools-provider/read-model';
import type { ReadableAggregate } from '../consistency/aggregate-reader.ts';

/** Where tasks are served. */
export const TASKS_URL = '/api/v1/tasks';

/** How tasks are read. */
export const readableTask = {
  name: 'task',
  collection: taskProjection.collection,
  deletedBy: 'task.deleted.v1',
} as const satisfies ReadableAggregate;
