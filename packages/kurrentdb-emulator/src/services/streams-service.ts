import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { EventLog } from '../store/event-log.ts';
import { notServed } from '../wire/errors.ts';
import type { streams } from '../wire/protocol.ts';
import { answerAppend } from './append-call.ts';
import { answerBatchAppend } from './batch-append-call.ts';
import { answerDelete } from './delete-call.ts';
import type { Leadership } from './leadership.ts';
import type { OpenCalls } from './open-calls.ts';
import { answerRead } from './read-call.ts';
import { unary } from './unary.ts';

/** The methods of `Streams`; those not here answer UNIMPLEMENTED with their name. */
export function streamsService(
  log: EventLog,
  leadership: Leadership,
  openCalls: OpenCalls,
): UntypedServiceImplementation {
  return {
    read: (call: Parameters<typeof answerRead>[2]) => {
      openCalls.add(call);
      void answerRead(log, leadership, call);
    },
    append: (call: Parameters<typeof answerAppend>[2], reply: Parameters<typeof answerAppend>[3]) =>
      answerAppend(log, leadership, call, reply),
    delete: unary((request: streams.DeleteReq) => answerDelete(log, request)),
    tombstone: unary(() => {
      throw notServed('hard deletes (Streams.Tombstone); a soft delete is served');
    }),
    batchAppend: (call: Parameters<typeof answerBatchAppend>[2]) => {
      openCalls.add(call);
      answerBatchAppend(log, leadership, call);
    },
  };
}
