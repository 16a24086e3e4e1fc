/** What a command on an aggregate answers. */
export interface CommandResponse<State> {
  readonly id: string;
  /** The revision of the last stored event: unchanged when the wish was fulfilled already. */
  readonly revision: number;
  /** The aggregate after the command, whether or not it is projected. */
  readonly state: State;
}

/** The answer about an aggregate that was just stored. */
export function responseOf<State>({ id, revision, state }: CommandResponse<State>): CommandResponse<State> {
  return { id, revision, state };
}
