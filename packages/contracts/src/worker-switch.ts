import { z } from 'zod';
import { aggregateId } from './identifiers.ts';

/** Which events a switch is about; what is left out makes no difference. */
const scope = {
  subject: aggregateId.optional(),
  eventType: z
    .string()
    .regex(/^[a-z]+(\.[a-z]+)*\.v\d+$/, 'must be a stored event type, such as group.updated.v1')
    .optional(),
};

/**
 * Body of `POST /api/v1/dev/worker/switches`, which is there in development only: `pause` holds events until the switch is gone · `slow`
 * holds each for `delayMs` · `poison` lets none be projected, so that its aggregate is quarantined.
 */
export const addWorkerSwitchBody = z.discriminatedUnion('effect', [
  z.strictObject({ effect: z.literal('pause'), ...scope }),
  z.strictObject({ effect: z.literal('slow'), delayMs: z.int().min(1).max(10_000), ...scope }),
  z.strictObject({ effect: z.literal('poison'), ...scope }),
]);

export type AddWorkerSwitchBody = z.infer<typeof addWorkerSwitchBody>;

/** What a switch does, and to which events; null: to those of every aggregate, of every type. */
export const workerSwitchEffect = z.object({
  effect: z.enum(['pause', 'slow', 'poison']),
  subject: aggregateId.nullable(),
  eventType: z.string().nullable(),
  delayMs: z.int().nullable(),
});

export type WorkerSwitchEffect = z.infer<typeof workerSwitchEffect>;

const workerSwitch = workerSwitchEffect.extend({ id: z.uuid() });

export type WorkerSwitchSet = z.infer<typeof workerSwitch>;

/** What `/api/v1/dev/worker` answers: what is set, and whether every worker that gives signs of life obeys all of it. */
export const workerSwitchBoard = z.object({ isObeyed: z.boolean(), switches: z.array(workerSwitch) });

export type WorkerSwitchBoardBody = z.infer<typeof workerSwitchBoard>;

/** The answer to one more switch: which it is, and all that are set. */
export const workerSwitchAdded = workerSwitchBoard.extend({ id: z.uuid() });

export type WorkerSwitchAdded = z.infer<typeof workerSwitchAdded>;
