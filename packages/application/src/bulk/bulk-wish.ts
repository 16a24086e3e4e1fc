import type { TaskChanges } from '@tools-provider/domain';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeTask } from '../task/change-task.ts';
import type { DeleteTask } from '../task/delete-task.ts';
import type { DisableTool } from '../tool/disable-tool.ts';
import type { EnableTool } from '../tool/enable-tool.ts';
import type { LabelTool } from '../tool/label-tool.ts';
import type { UnlabelTool } from '../tool/unlabel-tool.ts';
import type { ActivateToolGroup } from '../tool-group/activate-tool-group.ts';
import type { DeactivateToolGroup } from '../tool-group/deactivate-tool-group.ts';
import type { DeleteToolGroup } from '../tool-group/delete-tool-group.ts';

/** What can be done to many at once, with what it takes for each. */
export type BulkWish =
  | { readonly action: 'activate-tool-groups' }
  | { readonly action: 'deactivate-tool-groups'; readonly reason?: string | undefined }
  | { readonly action: 'delete-tool-groups' }
  | { readonly action: 'change-tasks'; readonly changes: Pick<TaskChanges, 'status' | 'assigneeId'> }
  | { readonly action: 'delete-tasks' }
  | { readonly action: 'enable-tools' }
  | { readonly action: 'disable-tools'; readonly reason?: string | undefined }
  | { readonly action: 'label-tools'; readonly labelId: string }
  | { readonly action: 'unlabel-tools'; readonly labelId: string };

export type BulkAction = BulkWish['action'];

/** The commands that a bulk job sends. */
export type BulkUseCase =
  | ActivateToolGroup
  | DeactivateToolGroup
  | DeleteToolGroup
  | ChangeTask
  | DeleteTask
  | EnableTool
  | DisableTool
  | LabelTool
  | UnlabelTool;

/** The command that each action sends, by which it is decided who may ask for it. */
export const bulkCommandTypes: Readonly<Record<BulkAction, BulkUseCase['type']>> = {
  'activate-tool-groups': 'activate-tool-group',
  'deactivate-tool-groups': 'deactivate-tool-group',
  'delete-tool-groups': 'delete-tool-group',
  'change-tasks': 'change-task',
  'delete-tasks': 'delete-task',
  'enable-tools': 'enable-tool',
  'disable-tools': 'disable-tool',
  'label-tools': 'label-tool',
  'unlabel-tools': 'unlabel-tool',
};

/** What is wished for one of many, as the single command for it. `refused` (code `unknown-action`) for a wish of another version of the program. */
export function bulkCommandOf(wish: BulkWish, target: string): BulkUseCase {
  switch (wish.action) {
    case 'activate-tool-groups':
      return { type: 'activate-tool-group', id: target };
    case 'deactivate-tool-groups':
      return { type: 'deactivate-tool-group', id: target, reason: wish.reason };
    case 'delete-tool-groups':
      return { type: 'delete-tool-group', id: target };
    case 'change-tasks':
      return { type: 'change-task', id: target, ...wish.changes };
    case 'delete-tasks':
      return { type: 'delete-task', id: target };
    case 'enable-tools':
      return { type: 'enable-tool', toolId: target };
    case 'disable-tools':
      return { type: 'disable-tool', toolId: target, reason: wish.reason };
    case 'label-tools':
      return { type: 'label-tool', toolId: target, labelId: wish.labelId };
    case 'unlabel-tools':
      return { type: 'unlabel-tool', toolId: target, labelId: wish.labelId };
    default: {
      const { action } = wish as { readonly action: unknown };
      throw new CodedError('refused', 'unknown-action', `This version cannot do ${String(action)}`);
    }
  }
}
