import type { Upcaster } from '@tools-provider/event-sourcing';

/**
 * How events that earlier versions stored become what is written today: `upcast` makes the data of `becomes` of the data of `type`, is
 * pure, and leaves data of today as they are.
 */
export const upcasters: readonly Upcaster[] = [
  {
    type: 'task.created.v1',
    becomes: 'task.created.v1',
    // Tasks had no due date and decided nothing.
    upcast: (data) => ({ dueAt: null, approval: null, ...data }),
  },
];
