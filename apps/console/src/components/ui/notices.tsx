import type { Problem } from '@tools-provider/contracts';
import { RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { explanation } from '../../api-client/what-to-do.ts';
import { Button } from './button.tsx';

/** What a list says that has nothing to show, and what to do about it; on one line where that is the good news. */
export function EmptyNotice({
  icon,
  title,
  isGoodNews = false,
  children,
}: {
  icon: ReactNode;
  title: string;
  isGoodNews?: boolean;
  children: ReactNode;
}) {
  return isGoodNews ? (
    <div className="flex items-center gap-3 px-4 py-3.5 text-sm sm:px-5 [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-ok">
      {icon}
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <div className="text-[0.8125rem] text-muted">{children}</div>
      </div>
    </div>
  ) : (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <div className="mb-1 grid size-11 place-items-center rounded-xl bg-accent-soft text-accent-text [&_svg]:size-5">
        {icon}
      </div>
      <h2 className="text-[0.9375rem] font-semibold">{title}</h2>
      <div className="flex max-w-md flex-col items-center gap-4 text-sm text-muted">{children}</div>
    </div>
  );
}

/** What went wrong, in the api's words, with the id to ask for in its log. */
export function ProblemNotice({
  problem,
  onRetry,
}: {
  problem: Problem | undefined;
  onRetry?: (() => void) | undefined;
}) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <div className="mb-1 grid size-11 place-items-center rounded-xl bg-bad-soft text-bad">
        <TriangleAlert aria-hidden className="size-5" />
      </div>
      <h2 className="text-[0.9375rem] font-semibold">{problem?.title ?? 'Something went wrong'}</h2>
      <p className="max-w-md text-sm text-muted">{explanation(problem)}</p>
      {problem?.traceId !== undefined && <TraceId id={problem.traceId} />}
      {onRetry !== undefined && (
        <Button className="mt-2" onClick={onRetry}>
          <RotateCcw aria-hidden />
          Retry
        </Button>
      )}
    </div>
  );
}

/** What went wrong with a form, where the form is. */
export function FormProblem({ problem }: { problem: Problem | undefined }) {
  if (problem === undefined) return null;
  return (
    <div
      role="alert"
      className="rounded-lg border border-bad-border bg-bad-soft px-3.5 py-2.5 text-sm text-bad"
    >
      <p className="font-semibold">{problem.title}</p>
      <p>{explanation(problem)}</p>
      {problem.traceId !== undefined && <TraceId id={problem.traceId} />}
    </div>
  );
}

function TraceId({ id }: { id: string }) {
  return (
    <p className="text-xs text-muted">
      Trace <code className="font-mono">{id}</code>
    </p>
  );
}
