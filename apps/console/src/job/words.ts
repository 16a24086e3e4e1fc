import type { CreateJobBody, Job, JobItem, JobPreview } from '@tools-provider/contracts';
import type { Route } from 'next';
import { count, counted } from '../time/numbers.ts';

/** What can be done to many things at once. */
export type JobAction = CreateJobBody['action'];

export type JobOutcome = JobItem['outcome'];

interface ActionWords {
  /** What is done, as a button says it. */
  readonly does: string;
  /** What it is done to. */
  readonly one: string;
  /** Where one of these is looked at. */
  readonly path: '/tool-groups' | '/tasks' | '/tools';
}

const group = { one: 'tool group', path: '/tool-groups' } as const;
const task = { one: 'task', path: '/tasks' } as const;
const tool = { one: 'tool', path: '/tools' } as const;

const actions: Readonly<Record<JobAction, ActionWords>> = {
  'activate-tool-groups': { does: 'Activate', ...group },
  'deactivate-tool-groups': { does: 'Deactivate', ...group },
  'delete-tool-groups': { does: 'Delete', ...group },
  'change-tasks': { does: 'Change', ...task },
  'delete-tasks': { does: 'Delete', ...task },
  'enable-tools': { does: 'Enable', ...tool },
  'disable-tools': { does: 'Disable', ...tool },
  'label-tools': { does: 'Label', ...tool },
  'unlabel-tools': { does: 'Take a label from', ...tool },
};

/** The words of an action; of one that this console does not know, its own name. */
export function actionWords(action: string): ActionWords | { readonly does: string; readonly one: string } {
  return actions[action as JobAction] ?? { does: action, one: 'item' };
}

/** What a job does, in a line: `Deactivate 12 tool groups`. */
export function jobWords({ action, total }: Pick<Job, 'action' | 'total'>): string {
  const { does, one } = actionWords(action);
  return `${does} ${counted(total, one)}`;
}

/** The states of a job in words. */
export const stateNames: Readonly<Record<Job['state'], string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  cancelled: 'Cancelled',
};

/** What an item can come to, in words, in the order in which they matter. */
export const outcomes: readonly {
  readonly outcome: JobOutcome;
  readonly count: keyof Job['counts'];
  readonly name: string;
  readonly tone: 'ok' | 'plain' | 'bad' | 'warn' | 'hollow';
  readonly what: string;
}[] = [
  { outcome: 'done', count: 'done', name: 'Done', tone: 'ok', what: 'It was written.' },
  { outcome: 'unchanged', count: 'unchanged', name: 'Unchanged', tone: 'plain', what: 'It was so already.' },
  { outcome: 'refused', count: 'refused', name: 'Refused', tone: 'warn', what: 'A rule or a right said no.' },
  {
    outcome: 'not-found',
    count: 'notFound',
    name: 'Not found',
    tone: 'warn',
    what: 'There is none any more.',
  },
  {
    outcome: 'failed',
    count: 'failed',
    name: 'Failed',
    tone: 'bad',
    what: 'A defect of ours; tried and tried again.',
  },
  { outcome: 'waiting', count: 'waiting', name: 'Waiting', tone: 'hollow', what: 'Nothing was done to it.' },
];

/** What came of a job so far, in a line: `8 done, 2 unchanged, 1 refused`. */
export function countsWords({ counts }: Pick<Job, 'counts'>): string {
  const parts = outcomes
    .filter((each) => counts[each.count] > 0)
    .map((each) => `${count(counts[each.count])} ${each.name.toLowerCase()}`);
  return parts.join(', ');
}

/** How many items a job did not do what was wished to, although it tried. */
export function troubles({ counts }: Pick<Job, 'counts'>): number {
  return counts.refused + counts.notFound + counts.failed;
}

/** What a job would come to, in a line: `8 would change, 2 are so already`. */
export function expectedWords(expected: NonNullable<JobPreview['expected']>): string {
  const { changes, approvals, unchanged, absent } = expected;
  const parts = [
    [changes - approvals, 'would change'],
    [approvals, approvals === 1 ? 'would ask for an approval' : 'would ask for approvals'],
    [unchanged, unchanged === 1 ? 'is so already' : 'are so already'],
    [absent, absent === 1 ? 'is not there' : 'are not there'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${count(number)} ${words}`);
  return said.join(', ');
}

/** What takes an action back, of those that can be. */
const opposites: Readonly<Partial<Record<string, JobAction>>> = {
  'activate-tool-groups': 'deactivate-tool-groups',
  'deactivate-tool-groups': 'activate-tool-groups',
  'enable-tools': 'disable-tools',
  'disable-tools': 'enable-tools',
  'label-tools': 'unlabel-tools',
  'unlabel-tools': 'label-tools',
};

/** What would be asked to have the same done to other items, or taken back from them; undefined when it cannot be. */
export function bodyLike(
  { action, wish }: Pick<Job, 'action' | 'wish'>,
  ids: readonly string[],
  isUndone: boolean,
): CreateJobBody | undefined {
  const wanted = isUndone ? opposites[action] : action;
  if (wanted === undefined) return undefined;
  const { reason: _, ...kept } = wish;
  return { action: wanted, ...(isUndone ? kept : wish), ids } as unknown as CreateJobBody;
}

/** Whether what a job did can be taken back by another. */
export function canBeUndone({ action }: Pick<Job, 'action'>): boolean {
  return opposites[action] !== undefined;
}

/** What a job was asked with besides, in a line: `Reason: Audit`. */
export function wishWords({ wish }: Pick<Job, 'wish'>): string | null {
  const { reason, labelId, changes } = wish as {
    readonly reason?: string;
    readonly labelId?: string;
    readonly changes?: { readonly status?: string; readonly assigneeId?: string | null };
  };
  if (reason !== undefined) return `Reason: ${reason}`;
  if (labelId !== undefined) return `Label: ${labelId}`;
  if (changes === undefined) return null;
  const { status, assigneeId } = changes;
  const parts = [
    ...(status === undefined ? [] : [`Status: ${status.replace('_', ' ')}`]),
    ...(assigneeId === undefined ? [] : [`Assignee: ${assigneeId ?? 'nobody'}`]),
  ];
  return parts.join(' · ');
}

/** What an outcome is called and how it looks. */
export function outcomeOf(outcome: JobOutcome) {
  const found = outcomes.find((each) => each.outcome === outcome);
  if (found === undefined) throw new Error(`There is no outcome ${outcome}`);
  return found;
}

/** Where what an action is about is looked at; null: nowhere in this console. */
export function pathOf(action: string, id: string): Route | null {
  const words = actionWords(action);
  if (!('path' in words)) return null;
  if (words.path === '/tasks') return `/tasks?task=${encodeURIComponent(id)}`;
  return `${words.path}/${encodeURIComponent(id)}` as Route;
}

/** What there is to say about an item beside its outcome, and what to do about it; null: nothing. */
export function itemWords({
  outcome,
  note,
  reason,
}: Pick<JobItem, 'outcome' | 'note' | 'reason'>): string | null {
  if (note === 'approval-requested')
    return 'Its activation was requested; an admin other than who asked must approve.';
  if (outcome === 'not-found') return reason ?? 'There is none any more.';
  if (outcome === 'failed')
    return `${reason ?? 'It could not be done.'} Try it again; if it fails again, tell whoever runs the system.`;
  return reason;
}
