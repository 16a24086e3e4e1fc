import type { Random } from './random.ts';

/** The aggregates that the load changes. */
export type Aggregate = 'tool-group' | 'task';

const TOOL_GROUP_WISHES = {
  rename: 12,
  'add-selector': 20,
  'remove-selector': 8,
  'add-tool': 16,
  'remove-tool': 8,
  'exclude-tool': 8,
  'include-tool': 4,
  activate: 6,
  deactivate: 6,
  delete: 2,
} as const;

const TASK_WISHES = { retitle: 20, rewrite: 16, status: 20, prioritise: 8, delete: 2 } as const;

/** What somebody wants of an aggregate, apart from which one it is at the moment. */
export interface Wish {
  readonly aggregate: Aggregate;
  /** The place of the aggregate among those of its kind; another one takes it when it is deleted. */
  readonly place: number;
  readonly kind: keyof typeof TOOL_GROUP_WISHES | keyof typeof TASK_WISHES;
  /** Names the command: its key, its correlation id and all that it brings. */
  readonly key: string;
  /** A number for what is chosen among what is there. */
  readonly choice: number;
  /** The sender says which revision it has seen. */
  readonly isConditional: boolean;
  /** The sender does not ask again when there is no answer. */
  readonly isImpatient: boolean;
}

/** The next wish of a sender. */
export function nextWish(random: Random, places: number): Wish {
  const aggregate = random.percent(65) ? 'tool-group' : 'task';
  return {
    aggregate,
    place: random.int(0, places - 1),
    kind: random.weighted<Wish['kind']>(
      (aggregate === 'tool-group' ? TOOL_GROUP_WISHES : TASK_WISHES) as Record<Wish['kind'], number>,
    ),
    key: random.id(),
    choice: random.int(0, 1_000_000),
    isConditional: random.percent(10),
    isImpatient: random.percent(8),
  };
}
