/** Something the user has to put right first; its message is the one plain sentence that is printed. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
