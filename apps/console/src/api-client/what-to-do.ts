import type { Problem } from '@tools-provider/contracts';

/** What is wrong, in the api's words, and what can be done about it. */
export function explanation(problem: Problem | undefined): string {
  const detail = problem?.detail ?? 'The console could not make sense of the answer it got.';
  return `${/[.!?]$/.test(detail) ? detail : `${detail}.`} ${whatToDo(problem)}`;
}

function whatToDo(problem: Pick<Problem, 'status' | 'code'> | undefined): string {
  if (problem?.code === 'unreachable') return 'Check your connection, and try again in a moment.';
  switch (problem?.status) {
    case 401:
      return 'Sign in again.';
    case 403:
      return 'Ask somebody whose role allows it.';
    case 404:
      return 'Check the address; it may have been mistyped, or belong to another system.';
    case 410:
      return 'It cannot be brought back; its history stays in the feed.';
    case 409:
    case 412:
      return 'Look at it as it is now, and do it again if it is still wanted.';
    case 429:
      return 'Wait a few seconds before you try again.';
    case 502:
    case 503:
    case 504:
      return 'Try again in a moment. If it stays so, whoever runs this system should look at it.';
    default:
      return problem !== undefined && problem.status < 500
        ? 'Correct it, and try again.'
        : 'Try again. If it stays so, give the trace to whoever runs this system: their log tells the cause.';
  }
}
