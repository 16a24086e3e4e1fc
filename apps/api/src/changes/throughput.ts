interface Look {
  readonly atMs: number;
  readonly projected: ReadonlyMap<string, number>;
}

/** How many looks back a rate goes: with one a second, the last five seconds. */
const LOOKS = 6;

/** How many events a second all workers project, from what each has projected since it started at the last few looks. */
export class Throughput {
  readonly #looks: Look[] = [];
  /** Every worker that was ever seen: what one has done that was away for a while was not all done since. */
  readonly #known = new Set<string>();
  readonly #returned = new Set<string>();

  /** Takes notice of what each worker has projected in all. */
  note(projected: ReadonlyMap<string, number>, atMs: number): void {
    const before = this.#looks.at(-1)?.projected;
    for (const id of projected.keys()) {
      if (this.#known.has(id) && before?.has(id) === false) this.#returned.add(id);
      this.#known.add(id);
    }
    this.#looks.push({ atMs, projected });
    if (this.#looks.length > LOOKS) this.#looks.shift();
  }

  /** Forgets everything: what comes next has no connection with it. */
  reset(): void {
    this.#looks.length = 0;
  }

  /** The rate; `undefined` until there were two looks. */
  get eventsPerSecond(): number | undefined {
    const [first] = this.#looks;
    const last = this.#looks.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
    let events = 0;
    // A worker that came meanwhile began at 0; what one has done that went is not known.
    for (const [id, projected] of last.projected) events += projected - (this.#before(id, first) ?? 0);
    return Math.max(0, events) / ((last.atMs - first.atMs) / 1_000);
  }

  #before(id: string, { projected }: Look): number | undefined {
    if (!this.#returned.has(id)) return projected.get(id);
    return this.#looks.find((look) => look.projected.has(id))?.projected.get(id);
  }
}
