import type { Problem } from '@tools-provider/contracts';

/** A refused or failed request: the api's problem document, or one of the console's own making with the same shape. */
export class ProblemError extends Error {
  readonly kind = 'problem';
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail || problem.title, options);
    this.problem = problem;
  }
}

/** The problem document behind an error, or undefined when it is none. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ProblemError ? error.problem : undefined;
}

/** The problem that a failed answer holds; one made of its status when it holds none. */
export async function problemFrom(answer: Response): Promise<Problem> {
  const made: Problem = {
    type: 'about:blank',
    title: answer.statusText || `HTTP ${answer.status}`,
    status: answer.status,
    detail: `The answer was ${answer.status} without an explanation.`,
    code: 'unexpected-answer',
  };
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isProblem) return made;
  try {
    return { ...made, ...((await answer.json()) as Partial<Problem>) };
  } catch {
    return made;
  }
}

/** The problem of a request that got no answer at all. */
export function unreachable(cause: unknown): ProblemError {
  return new ProblemError(
    {
      type: 'about:blank',
      title: 'No answer',
      status: 503,
      detail: 'The server did not answer. Nothing was lost; try again in a moment.',
      code: 'unreachable',
    },
    { cause },
  );
}
