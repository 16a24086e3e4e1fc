/** Asks whether somebody wants to leave for another page, and leads there if so. */
type Ask = (target: string) => void;

/** Pages that hold what is not saved, and are asked before the console leads away from them. */
class Leaving {
  readonly #asks = new Set<Ask>();

  /** From now on nobody is led away without `ask`. Returns how to end that. */
  hold(ask: Ask): () => void {
    this.#asks.add(ask);
    return () => {
      this.#asks.delete(ask);
    };
  }

  /** Whether somebody is asked now instead of being led to `target`. */
  isAsked(target: string): boolean {
    const ask = [...this.#asks].at(-1);
    ask?.(target);
    return ask !== undefined;
  }
}

/** What keeps the page of this tab. */
export const leaving = new Leaving();
