/** A command as its sender has seen it. */
export interface SentCommand {
  readonly name: string;
  /** What its events carry as their correlation id. */
  readonly key: string;
  readonly stream: string;
  readonly events: number;
  readonly isChange: boolean;
  /** How often it was sent. */
  readonly attempts: number;
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
  /** HTTP's number; 0 without an answer. */
  readonly status: number;
  /** What an acknowledgement named. */
  readonly revision: number | undefined;
}
