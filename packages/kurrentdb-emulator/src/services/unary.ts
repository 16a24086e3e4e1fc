import type { handleUnaryCall } from '@grpc/grpc-js';
import { toStatusError } from '../wire/errors.ts';

/** A method that takes one request and gives one answer; what it throws becomes the call's status. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, reply) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => reply(null, response),
        (error: unknown) => reply(toStatusError(error)),
      );
  };
}
