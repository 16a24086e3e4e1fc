import { CodedError, MissingEventHandlerError } from '@tools-provider/mediator';

/**
 * Why an aggregate is set aside, as a closed set. `unknown-event` no projection knows the event's type · `undecodable` its data are not what
 * any version of it holds · `missing-document` it changes a document that is not there · `too-large` what it makes cannot be stored ·
 * `missing-event` the log no longer holds an event that comes next · `diverged` the log is not the one that was projected ·
 * `projection-failed` a projection threw.
 */
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Every {@link FailureCode}. */
export const FAILURE_CODES = [
  'unknown-event',
  'undecodable',
  'missing-document',
  'too-large',
  'missing-event',
  'diverged',
  'projection-failed',
] as const;

/** How the errors of the parts that an event passes are called here. */
const CODES: ReadonlyMap<string, FailureCode> = new Map([
  ['missing-event-handler', 'unknown-event'],
  ['document-too-large', 'too-large'],
]);

/** Which of the reasons an error is. */
export function failureCodeOf(error: unknown): FailureCode {
  if (!(error instanceof CodedError)) return 'projection-failed';
  const { code } = error;
  const known = FAILURE_CODES.find((failure) => failure === code);
  return known ?? CODES.get(code) ?? 'projection-failed';
}

/** How much of a reason is kept: a message may hold the whole of what could not be processed. */
const MAX_REASON = 2_000;

/** What an error says of an event of a type, at most 2,000 characters of it, to those who operate the system: that a handler could be registered is nothing they can do. */
export function failureReasonOf(error: unknown, eventType: string): string {
  if (error instanceof MissingEventHandlerError)
    return `This version knows no event of the type ${eventType}`;
  const reason = error instanceof Error ? error.message : String(error);
  return reason.length > MAX_REASON ? `${reason.slice(0, MAX_REASON - 1)}…` : reason;
}
