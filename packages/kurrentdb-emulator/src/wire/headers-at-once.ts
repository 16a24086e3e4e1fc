import { Metadata, ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { services } from './protocol.ts';

/**
 * Answers response headers to `Streams/Read` before anything is read. The client's native bridge sends
 * HEADERS and DATA in two packets with Nagle's algorithm on; without headers coming back it waits some
 * 41 ms for a delayed acknowledgement before it sends the second.
 */
export const headersAtOnce: ServerInterceptor = (method, call) => {
  if (method.path !== services.streams.read.path) return new ServerInterceptingCall(call);
  return new ServerInterceptingCall(call, {
    start: (next) => {
      next({
        onReceiveMetadata: (metadata, pass) => {
          call.sendMetadata(new Metadata());
          pass(metadata);
        },
      });
    },
  });
};
