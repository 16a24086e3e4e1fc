import type { LogLine } from './log-line.ts';
import { Part } from './part.ts';
import type { PartDefinition } from './part-definition.ts';

const LONGEST_STOP_MS = 8000;
const LONGEST_PART_STOP_MS = 3000;
const SHORTEST_PART_STOP_MS = 500;

/** Starts parts in the order of their dependencies, keeps them alive and stops them in reverse. */
export class Supervisor {
  readonly parts: ReadonlyMap<string, Part>;
  readonly #definitions: readonly PartDefinition[];
  readonly #ports = new Map<string, number>();
  #stopping: Promise<void> | undefined;

  constructor(definitions: readonly PartDefinition[], runFolder: string, onLog: (line: LogLine) => void) {
    this.#definitions = definitions;
    this.parts = new Map(
      definitions.map((definition) => [definition.name, new Part(definition, this.#ports, runFolder, onLog)]),
    );
  }

  /** Resolves when every part is ready; when one cannot start, stops the others and rejects with its reason. */
  async start(): Promise<void> {
    const started = new Map<string, Promise<void>>();
    for (const { name, after } of this.#definitions) {
      const before = after.map((other) => started.get(other) ?? unknownPart(name, other));
      started.set(
        name,
        Promise.all(before).then(() => this.#startPart(name)),
      );
    }
    try {
      await Promise.all(started.values());
    } catch (error) {
      await this.stop();
      await Promise.allSettled(started.values());
      throw error;
    }
  }

  /** Stops every part, last started first, all of them within ten seconds; SIGKILL is the last resort. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopInReverse();
    return this.#stopping;
  }

  /** The part of that name; throws when there is none. */
  part(name: string): Part {
    const part = this.parts.get(name);
    if (part === undefined)
      throw new Error(`there is no part "${name}", only ${[...this.parts.keys()].join(', ')}`);
    return part;
  }

  async #startPart(name: string): Promise<void> {
    if (this.#stopping !== undefined) throw new Error(`${name} is not started: the system is stopping`);
    const part = this.part(name);
    await part.start();
    this.#ports.set(name, part.port);
  }

  async #stopInReverse(): Promise<void> {
    const deadline = performance.now() + LONGEST_STOP_MS;
    const parts = [...this.parts.values()].reverse();
    for (const [index, part] of parts.entries()) {
      const reserved = SHORTEST_PART_STOP_MS * (parts.length - index - 1);
      const budget = deadline - performance.now() - reserved;
      await part.stop(Math.max(0, Math.min(LONGEST_PART_STOP_MS, budget)));
    }
  }
}

function unknownPart(name: string, other: string): never {
  throw new Error(`the part ${name} comes after ${other}, which is not defined before it`);
}
