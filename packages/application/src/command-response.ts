/** What a command on an aggregate answers. */
export interface CommandResponse<State> {
  readonly id: string;
  /** The revision of the last stored event: unchanged when the wish was fulfilled already. Set when the command is stored. */
  revision: number;
  /** The aggregate after the command, whether or not it is projected. */
  readonly state: State;
  /** The command was carried out before, and this is the answer it was given then. */
  readonly isRepeated?: true;
}

/** The answer about an aggregate that was just stored. */
export function responseOf<State>({
  id,
  revision,
  state,
}: Readonly<CommandResponse<State>>): CommandResponse<State> {
  return { id, revision, state };
}
