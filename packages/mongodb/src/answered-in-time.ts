import { MongoOperationTimeoutError } from 'mongodb';

/** How long a call may take, in milliseconds: longer than any that the server is at work on. */
const DEADLINE_MS = 10_000;

/**
 * What a call of the driver answers, or a `MongoOperationTimeoutError` when it takes too long. A server that hangs gives no answer, and a
 * connection that ends between the check and the sending of a request is not noticed by the driver: without this, whoever asked would wait
 * for ever.
 */
export async function answeredInTime<T>(call: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new MongoOperationTimeoutError(`No answer within ${DEADLINE_MS / 1000} s`));
  }, DEADLINE_MS);
  // Whatever becomes of it later is nobody's business any more.
  call.catch(() => undefined);
  try {
    return await Promise.race([call, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
