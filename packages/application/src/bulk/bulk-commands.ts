import { sourceIdOf, type ToolGroupState } from '@tools-provider/domain';
import type { BulkCommands } from '@tools-provider/event-sourcing';
import type { CommandResponse } from '../command-response.ts';
import { type BulkUseCase, type BulkWish, bulkCommandOf } from './bulk-wish.ts';

/** What is said of a group whose activation waits for an approval now. */
export const APPROVAL_REQUESTED = 'approval-requested';

/** Makes the single commands of what is wished for many. Commands on tools of one source come one after the other: they change its stream. */
export const bulkCommands: BulkCommands = {
  commandOf: (wish, target) => {
    const command = bulkCommandOf(wish as BulkWish, target);
    return { command, lane: 'toolId' in command ? (sourceIdOf(target) ?? target) : target };
  },
  noteOf: (command, response) => {
    if ((command as BulkUseCase).type !== 'activate-tool-group') return undefined;
    const { state } = response as CommandResponse<ToolGroupState>;
    return state.activationRequest === null ? undefined : APPROVAL_REQUESTED;
  },
};
