import { CodedError } from '@tools-provider/mediator';

/** Nothing can be done with a deleted label but deleting it again. */
export function labelDeleted(id: string): CodedError {
  return new CodedError('gone', 'label-deleted', `The label ${id} was deleted`);
}
