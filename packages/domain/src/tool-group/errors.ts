import { CodedError } from '@tools-provider/mediator';

/** Nothing can be done with a deleted group but deleting it again. */
export function toolGroupDeleted(id: string): CodedError {
  return new CodedError('gone', 'tool-group-deleted', `The tool-group ${id} was deleted`);
}

/** A selector's id names one rule for good; another rule needs another id. */
export function selectorIdTaken(selectorId: string): CodedError {
  return new CodedError(
    'refused',
    'selector-id-taken',
    `The group has a selector ${selectorId} with other criteria`,
    { places: [{ pointer: '/id', detail: 'names a selector of the group that has other criteria' }] },
  );
}

/** The group has no selector with this id. */
export function selectorNotFound(selectorId: string): CodedError {
  return new CodedError('not-found', 'selector-not-found', `The group has no selector ${selectorId}`, {
    places: [{ pointer: '/selectorId', detail: 'names no selector of the group' }],
  });
}

/** The request was decided or never made, and the group is not as the decision wants it. */
export function activationRequestNotPending(requestId: string): CodedError {
  return new CodedError(
    'refused',
    'activation-request-not-pending',
    `The group has no pending activation request ${requestId}`,
    { places: [{ pointer: '/requestId', detail: 'names no pending activation request of the group' }] },
  );
}

/** Whoever asks for an activation cannot approve it. */
export function approvalNeedsAnotherAdmin(requestedBy: string): CodedError {
  return new CodedError(
    'forbidden',
    'approval-needs-another-admin',
    `The activation was requested by ${requestedBy} and takes the approval of somebody else`,
  );
}
