import type { BulkAction } from '@tools-provider/application';
import type { DocumentQueries, ReadDocument } from '@tools-provider/event-sourcing';
import { readableTask } from '../task/readable.ts';
import { readableTool } from '../tool/readable.ts';
import { readableToolGroup } from '../tool-group/readable.ts';

const collections: Readonly<Record<BulkAction, string>> = {
  'activate-tool-groups': readableToolGroup.collection,
  'deactivate-tool-groups': readableToolGroup.collection,
  'delete-tool-groups': readableToolGroup.collection,
  'change-tasks': readableTask.collection,
  'delete-tasks': readableTask.collection,
  'enable-tools': readableTool.collection,
  'disable-tools': readableTool.collection,
  'label-tools': readableTool.collection,
  'unlabel-tools': readableTool.collection,
};

/** Where what an action is about is read. */
export function collectionOf(action: BulkAction): string {
  return collections[action];
}

/** The documents of an action's targets by their ids, without what tools take. */
export function documentsOf(
  action: BulkAction,
  targets: readonly string[],
  documents: Pick<DocumentQueries, 'getMany'>,
): Promise<ReadonlyMap<string, ReadDocument>> {
  return documents.getMany(collectionOf(action), targets, { omit: ['inputSchema'] });
}
