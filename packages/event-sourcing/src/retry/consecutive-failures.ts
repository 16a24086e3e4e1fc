/** Counts how often something failed in a row; whatever it got done in between begins the row anew. */
export class ConsecutiveFailures {
  #doneBefore = 0;
  #count = 0;

  /** Takes notice of a failure. `done` is how much was done in all until now. Answers how long the row is, from 1. */
  add(done: number): number {
    this.#count = done > this.#doneBefore ? 1 : this.#count + 1;
    this.#doneBefore = done;
    return this.#count;
  }
}
