import type { Environment } from '@tools-provider/tooling';

/** A piece of the product's text, and what it is replaced by. */
export interface Removal {
  /** The module, from the repository's root. */
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

/** The variable that names the guard which a process goes without. */
export const WITHOUT_GUARD = 'LAB_WITHOUT_GUARD';

const PRELOAD = new URL('./take-out-guard.ts', import.meta.url).href;
const PROJECTOR = 'packages/event-sourcing/src/reconciliation/span-projector.ts';
const STORE = 'packages/mongodb/src/mongo-read-model-store.ts';

/** A delivery is taken for the next event of its stream, and is stored whatever the stream has come to. */
const revision: readonly Removal[] = [
  {
    file: PROJECTOR,
    text: 'const status = await this.statusOf(stream);',
    by: `const known = await this.statusOf(stream);
    const projected = Math.min(...request.delivered.map((event) => event.revision)) - 1;
    const status = known === undefined ? undefined : { ...known, projected, lastEventId: undefined };`,
  },
  { file: STORE, text: 'filter: { _id: stream, projected: from },\n', by: 'filter: { _id: stream },\n' },
  { file: STORE, text: 'upsert: from < 0,', by: 'upsert: true,' },
];

/**
 * Guards that the crash test can do without, to show that it would notice. They are taken out of the text of a worker's modules while it
 * loads them: the product has no switch for them, but for the one that turns all ordering off (and lanes and the revision guard with it).
 */
export const GUARDS = { revision, ordering: [] } as const;

export type Guard = keyof typeof GUARDS;

/** The text without the guard. Throws when the guard is not, or not only once, in it. */
export function removed(source: string, { file, text, by }: Removal): string {
  if (source.split(text).length === 2) return source.replace(text, by);
  throw new Error(
    `A guard is not, or not only once, in ${file}: say in guards.ts where it is now. It was: ${text}`,
  );
}

/** What a worker is started with to go without a guard. It ends at once when the guard is not where it is said to be. */
export function withoutGuard(guard: Guard): Environment {
  if (guard === 'ordering') return { RECONCILIATOR_ORDERING: 'none' };
  return { NODE_OPTIONS: `--import=${PRELOAD}`, [WITHOUT_GUARD]: guard };
}
