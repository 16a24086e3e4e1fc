'use client';

import { toast } from '../components/ui/toast.ts';
import { problemOf } from './problem-error.ts';
import { explanation } from './what-to-do.ts';

/** Says what went wrong, with the id to look for in the api's log. */
export function toastProblem(error: unknown, title?: string): void {
  const problem = problemOf(error);
  const trace = problem?.traceId === undefined ? '' : ` (trace ${problem.traceId})`;
  toast.error(title ?? problem?.title ?? 'Something went wrong', {
    description: `${explanation(problem)}${trace}`,
    duration: 10_000,
  });
}
