import type { AggregateRef, ProjectionStatus } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

/** The revision of the event that creates. */
const FIRST_REVISION = 0;

/**
 * Why an aggregate that is written, and not deleted, has no document: `not-projected-yet` when one is to come, by itself or once an admin
 * has seen to it; `left-out` when none will come.
 */
export function absenceOf(
  { aggregate, id }: AggregateRef,
  currentRevision: number,
  status: ProjectionStatus | undefined,
): CodedError {
  const subject = `The ${aggregate} ${id} was written`;
  const is = (code: string, detail: string) => new CodedError('not-found', code, detail, { currentRevision });
  if (status?.failure !== undefined) {
    const { revision, reason } = status.failure;
    const remedy = 'An admin can have it tried again, or have the event left out.';
    return is(
      'not-projected-yet',
      `${subject} and is set aside at revision ${revision}: ${withStop(reason)} ${remedy}`,
    );
  }
  const creation = status?.skipped.find(({ revision }) => revision === FIRST_REVISION);
  if (creation !== undefined) {
    const { skippedBy, note } = creation;
    return is(
      'left-out',
      `${subject}, and its creation was left out of the documents by ${skippedBy}: ${note}`,
    );
  }
  if (status !== undefined && status.projected >= currentRevision) {
    return is('left-out', `${subject} and projected, and its document is gone: a rebuild makes it anew`);
  }
  return is('not-projected-yet', `${subject}, and will be shown as soon as it is projected`);
}

function withStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
