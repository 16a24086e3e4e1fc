/** Something the user has to put right first; its message is the one sentence that is printed. */
export class CannotStart extends Error {
  /** @override */
  name = 'CannotStart';
}
