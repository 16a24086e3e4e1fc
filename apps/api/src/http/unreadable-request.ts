import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError } from '@tools-provider/mediator';
import { problemOf } from '../problem.ts';
import { traceIdOf } from './trace.ts';

/** Answers bytes that are no HTTP request, with a problem document, and hangs up. */
export function answerUnreadable(
  error: Error & { readonly code?: string },
  socket: Socket,
  publicUrl: string,
): void {
  // Nobody is there any more to read an answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const traceId = traceIdOf(undefined);
  const problem = problemOf(unreadable(error.code), { publicUrl, instance: '', traceId });
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function unreadable(code: string | undefined): CodedError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new CodedError('invalid', 'headers-too-large', 'The headers of the request are too large');
  }
  return new CodedError('invalid', 'invalid-http', 'This is no HTTP request that can be read');
}
