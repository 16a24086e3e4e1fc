import { setTimeout as wait } from 'node:timers/promises';
import type { Environment, LogLine, System } from '@tools-provider/tooling';
import { type Fate, Fates, MORTAL_PARTS, type MortalPart, pointsOf } from './fate.ts';

/** A part that ended without being told to. */
const BY_ITSELF = /^ended with exit code/;

/** How many times as many kills as wanted there are at most, where a point is not reached. */
const MOST_TIMES = 2;

/** How much is to be killed. */
export interface KillingWanted {
  readonly seed: number;
  readonly kills: number;
  readonly isEveryPointWanted?: boolean;
}

interface Life {
  readonly fate: Fate | undefined;
  isKilledFromOutside: boolean;
  /** Resolves when the next one begins, so that this one has ended. */
  readonly isOver: PromiseWithResolvers<void>;
}

/**
 * Kills parts, each when and where its fate says, all of them independently of each other, until there were so many kills, and, where that is wanted, one at each point. It decides
 * about each run of a part when that is started, and hears there that the run before has ended.
 */
export class Killer {
  readonly #wanted: number;
  readonly #isEveryPointWanted: boolean;
  readonly #fates: ReadonlyMap<MortalPart, Fates>;
  readonly #lives = new Map<MortalPart, Life>();
  readonly #done = new AbortController();
  readonly #kills = new Map<string, number>();
  readonly #unasked: string[] = [];
  #total = 0;

  constructor({ seed, kills, isEveryPointWanted = false }: KillingWanted) {
    this.#wanted = kills;
    this.#isEveryPointWanted = isEveryPointWanted;
    this.#fates = new Map(MORTAL_PARTS.map((part) => [part, new Fates(seed, part)]));
  }

  /** How often each part was killed, by `part` and by `part at point`. */
  get kills(): ReadonlyMap<string, number> {
    return this.#kills;
  }

  get total(): number {
    return this.#total;
  }

  /** What parts said that ended although nobody killed them. */
  get unasked(): readonly string[] {
    return this.#unasked;
  }

  /** Aborts when there were enough kills, or {@link stop} was called. */
  get done(): AbortSignal {
    return this.#done.signal;
  }

  /** From now on nothing is killed any more, but what is under way to its point. */
  stop(): void {
    this.#done.abort();
  }

  /** What one run of a part is started with. */
  environmentOf(part: string): Environment {
    const mortal = MORTAL_PARTS.find((name) => name === part);
    if (mortal === undefined) return {};
    const before = this.#lives.get(mortal);
    if (before !== undefined) this.#bury(mortal, before);
    // The first run must come up, or there is no system.
    const fate = before === undefined ? { afterMs: 1_000 } : this.#nextFate(mortal);
    this.#lives.set(mortal, { fate, isKilledFromOutside: false, isOver: Promise.withResolvers() });
    before?.isOver.resolve();
    return fate?.point === undefined ? {} : { [fate.point.variable]: fate.point.value };
  }

  /** Hears from the supervisor how parts ended. */
  hear({ part, text }: LogLine): void {
    if (BY_ITSELF.test(text)) this.#unasked.push(`${part} ${text}`);
  }

  /** Resolves when there were enough kills. */
  async run(system: System): Promise<void> {
    await Promise.all(MORTAL_PARTS.map((part) => this.#haunt(system, part)));
  }

  async #haunt(system: System, name: MortalPart): Promise<void> {
    const part = system.parts.get(name);
    if (part === undefined) throw new Error(`There is no part ${name}`);
    while (!this.done.aborted) {
      const life = this.#lives.get(name);
      await Promise.race([part.untilReady(), aborted(this.done)]);
      if (life?.fate === undefined || life !== this.#lives.get(name)) continue;
      await Promise.race([
        life.isOver.promise,
        wait(life.fate.afterMs, undefined, { signal: this.done }).catch(() => undefined),
      ]);
      if (this.done.aborted || life !== this.#lives.get(name) || part.pid === undefined) {
        await Promise.race([life.isOver.promise, aborted(this.done)]);
        continue;
      }
      life.isKilledFromOutside = true;
      await part.kill('SIGKILL');
      await Promise.race([life.isOver.promise, aborted(this.done)]);
    }
  }

  #nextFate(part: MortalPart): Fate | undefined {
    return this.done.aborted ? undefined : this.#fates.get(part)?.next();
  }

  /** It does not matter which of the reconciliators was killed at a point. */
  #isPointMissing(): boolean {
    if (!this.#isEveryPointWanted) return false;
    const names = [...this.#kills.keys()];
    const isHit = (part: string, point: string) =>
      names.some((name) => name.startsWith(part) && name.endsWith(` at ${point}`));
    return (['api', 'reconciliator'] as const).some((part) =>
      pointsOf(part).some((point) => !isHit(part, point)),
    );
  }

  #bury(part: MortalPart, { fate, isKilledFromOutside }: Life): void {
    const point = isKilledFromOutside ? undefined : fate?.point?.name;
    if (!isKilledFromOutside && point === undefined) return;
    this.#total += 1;
    for (const name of [part, `${part} at ${point ?? 'any moment'}`])
      this.#kills.set(name, (this.#kills.get(name) ?? 0) + 1);
    if (this.#total >= this.#wanted * (this.#isPointMissing() ? MOST_TIMES : 1)) this.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
