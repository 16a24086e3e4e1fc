import type { Pipeline } from '@tools-provider/contracts';
import { counted } from '../time/numbers.ts';

/** Something that lives on the feed: how far it is, and what is wrong with it. */
export interface Follower {
  readonly name: string;
  readonly what: string;
  readonly state: 'up to date' | 'behind' | 'failing' | 'unknown';
  /** How far behind it is, in words. */
  readonly waiting: string;
  readonly trouble?: string;
  readonly since?: string;
  readonly retryAt?: string;
}

const sagaNames: Readonly<Record<string, readonly [name: string, what: string]>> = {
  'activation-approval': ['Activation approval', 'Opens a task for each request, and does what it decides'],
  'label-cascade': ['Label cascade', 'Takes a deleted label off every tool'],
};

/** Everything that reads the feed or writes into it beside the read model. */
export function followersOf(pipeline: Pipeline): readonly Follower[] {
  const { outboxWaiting, memberships, sagas, sink } = pipeline;
  return [
    {
      name: 'Outbox',
      what: 'Tells the feed of saved views',
      ...standing(outboxWaiting, 'event'),
    },
    {
      name: 'Memberships',
      what: 'Keeps which tools each group has',
      ...standing(memberships === null ? null : memberships.waiting, 'event'),
      ...(memberships?.recomputing
        ? { state: 'behind' as const, waiting: recomputing(memberships.recomputing) }
        : {}),
      ...trouble(memberships?.failure, memberships?.failingSince),
    },
    ...(sagas ?? []).map(({ name, waiting }) => ({
      name: sagaNames[name]?.[0] ?? name,
      what: sagaNames[name]?.[1] ?? 'A saga',
      ...standing(waiting, 'event'),
    })),
    ...(sink === null
      ? []
      : [
          {
            name: 'Sink',
            what: `Posts every event to ${sink.address}`,
            ...standing(sink.waiting, 'event'),
            ...trouble(sink.lastError, sink.failingSince),
            ...(sink.retryAt === null ? {} : { retryAt: sink.retryAt }),
          },
        ]),
  ];
}

function standing(waiting: number | null, one: string): Pick<Follower, 'state' | 'waiting'> {
  if (waiting === null) return { state: 'unknown', waiting: 'not known' };
  if (waiting === 0) return { state: 'up to date', waiting: 'nothing waits' };
  return { state: 'behind', waiting: `${counted(waiting, one)} behind` };
}

function recomputing({ done, total }: { readonly done: number; readonly total: number }): string {
  return `looks at every group anew: ${done} of ${counted(total, 'group')}`;
}

function trouble(reason: string | null | undefined, since: string | null | undefined): Partial<Follower> {
  if (reason === null || reason === undefined) return {};
  return { state: 'failing', trouble: reason, ...(since ? { since } : {}) };
}
