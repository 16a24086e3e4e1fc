import type { CreateJobBody, Job, JobItem } from '@tools-provider/contracts';
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
