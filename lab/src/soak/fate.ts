import type { PipelinePoint } from '@tools-provider/event-sourcing';
import { Random } from './random.ts';

/** The parts that are killed. */
export const MORTAL_PARTS = ['kurrentdb', 'mongodb', 'api', 'reconciliator', 'reconciliator-2'] as const;
export type MortalPart = (typeof MORTAL_PARTS)[number];

const PIPELINE_POINTS: readonly PipelinePoint[] = [
  'received',
  'projecting',
  'projected',
  'before-commit',
  'after-commit',
  'before-ack',
  'after-ack',
];
const COMMAND_STEPS = ['received', 'before-append', 'after-append', 'before-answer'];

const ANY_MOMENT = 'any moment';
/** How often a point is passed at most before the part ends there. */
const MOST_PASSES = 40;
/** How long a part may take to reach its point before it is killed all the same. */
const PATIENCE_MS = 8_000;

/** How one run of a part ends: it kills itself at a point, or somebody kills it some time after it was ready. */
export interface Fate {
  readonly afterMs: number;
  readonly point?: { readonly name: string; readonly variable: string; readonly value: string };
}

/** What becomes of one part, run after run: the same for the same seed. Every point has its turn before one comes again. */
export class Fates {
  readonly #part: MortalPart;
  readonly #random: Random;
  #deck: string[] = [];

  constructor(seed: number, part: MortalPart) {
    this.#part = part;
    this.#random = new Random(seed, `fate of ${part}`);
  }

  next(): Fate {
    const random = this.#random;
    if (!hasPoints(this.#part)) return { afterMs: random.int(2_500, 9_000) };
    if (this.#deck.length === 0) this.#deck = [...pointsOf(this.#part), ANY_MOMENT, ANY_MOMENT];
    const [name = ANY_MOMENT] = this.#deck.splice(random.int(0, this.#deck.length - 1), 1);
    const afterMs = random.int(300, 4_000);
    const count = random.int(1, MOST_PASSES);
    if (name === ANY_MOMENT) return { afterMs };
    const variable = this.#part === 'api' ? 'API_CRASH_AT' : 'RECONCILIATOR_CRASH_AT';
    return { afterMs: PATIENCE_MS, point: { name, variable, value: `${name}:${count}` } };
  }
}

/** The points at which a part can be made to end; none for the stores, which are killed at any moment. */
export function pointsOf(part: MortalPart): readonly string[] {
  if (!hasPoints(part)) return [];
  return part === 'api' ? COMMAND_STEPS : PIPELINE_POINTS;
}

function hasPoints(part: MortalPart): boolean {
  return part !== 'kurrentdb' && part !== 'mongodb';
}
