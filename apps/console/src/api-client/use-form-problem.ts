'use client';

import type { Problem } from '@tools-provider/contracts';
import { useEffect, useRef, useState } from 'react';
import type { ZodSafeParseResult } from 'zod';
import { type FieldErrors, fieldErrorsOf, fieldErrorsOfIssues } from './field-errors.ts';
import { problemOf } from './problem-error.ts';

type Issues = Parameters<typeof fieldErrorsOfIssues>[0];

interface FormProblem {
  readonly errors: FieldErrors;
  readonly problem: Problem | undefined;
}

const none: FormProblem = { errors: {}, problem: undefined };

/**
 * What is wrong with a form, from its schema or from the api, by field. When something new is wrong the focus moves to
 * the first wrong field.
 */
export function useFormProblem() {
  const form = useRef<HTMLFormElement>(null);
  const [current, setCurrent] = useState<FormProblem>(none);
  useEffect(() => {
    if (current === none) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [current]);
  const clear = () => setCurrent(none);
  const refuse = (issues: Issues) => setCurrent({ errors: fieldErrorsOfIssues(issues), problem: undefined });
  return {
    form,
    ...current,
    clear,
    refuse,
    /** Hands what fits its schema on, and says of anything else what is wrong. */
    check: <Body>(parsed: ZodSafeParseResult<Body>, send: (body: Body) => void) => {
      if (!parsed.success) return refuse(parsed.error.issues);
      clear();
      send(parsed.data);
    },
    fail: (error: unknown) => {
      const problem = problemOf(error) ?? unexpected;
      setCurrent({ errors: fieldErrorsOf(problem), problem });
    },
  };
}

const unexpected: Problem = {
  type: 'about:blank',
  title: 'Something went wrong',
  status: 500,
  detail: 'The console could not make sense of the answer it got.',
  code: 'unexpected-answer',
};
