import { CodedError } from '../coded-error.ts';
import type { ObserverLimits } from './event-observer.ts';

/** What an observer may take up when neither it nor its bus says otherwise. */
export const DEFAULT_LIMITS: ObserverLimits = { timeoutMs: 30_000, queueLimit: 1_000, overflowLimit: 10_000 };

/** Node.js fires a longer timer at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Answers the limits, each replaced where the options name it. A number that cannot be meant is a `defect`. */
export function limitsFrom(options: Partial<ObserverLimits>, defaults: ObserverLimits): ObserverLimits {
  const { timeoutMs, queueLimit, overflowLimit } = { ...defaults, ...options };
  return {
    timeoutMs: wholeNumber('timeoutMs', timeoutMs, 1, LONGEST_TIMER_MS),
    queueLimit: wholeNumber('queueLimit', queueLimit, 1),
    overflowLimit: wholeNumber('overflowLimit', overflowLimit, 0),
  };
}

/** Answers the value if it is a whole number within its bounds; else throws a `defect` that says what to give. */
export function wholeNumber(
  option: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw misconfigured(`Give ${option} a whole number ${bounds}, not ${value}`);
}

/** The error of options that cannot be meant; the message says what to give. */
export function misconfigured(message: string): CodedError {
  return new CodedError('defect', 'invalid-event-bus-options', message);
}
