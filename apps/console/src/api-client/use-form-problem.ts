'use client';

import type { Problem } from '@tools-provider/contracts';
import { useEffect, useRef, useState } from 'react';
import type { ZodSafeParseResult } from 'zod';
import { type Contracts, loadContracts } from './contracts.ts';
import { type FieldErrors, fieldErrorsOf, fieldErrorsOfIssues, type Issue } from './field-errors.ts';
import { problemOf } from './problem-error.ts';

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
  const isChecking = useRef(false);
  const clear = () => setCurrent(none);
  const refuse = (issues: readonly Issue[]) =>
    setCurrent({ errors: fieldErrorsOfIssues(issues), problem: undefined });
  const fail = (error: unknown) => {
    const problem = problemOf(error) ?? unexpected;
    setCurrent({ errors: fieldErrorsOf(problem), problem });
  };
  return {
    form,
    ...current,
    clear,
    refuse,
    /** Hands what fits its schema on, and says of anything else what is wrong, `inWords` of the form. */
    check: <Body>(
      parse: (contracts: Contracts) => ZodSafeParseResult<Body>,
      send: (body: Body) => void,
      inWords: (issue: Issue) => Issue = (issue) => issue,
    ) => {
      // The schemas may still be on their way; a second press meanwhile is the same wish.
      if (isChecking.current) return;
      isChecking.current = true;
      const decide = (contracts: Contracts) => {
        const parsed = parse(contracts);
        if (!parsed.success) return refuse(parsed.error.issues.map(inWords));
        clear();
        send(parsed.data);
      };
      void loadContracts()
        .then(decide)
        .catch(fail)
        .finally(() => {
          isChecking.current = false;
        });
    },
    fail,
  };
}

const unexpected: Problem = {
  type: 'about:blank',
  title: 'Something went wrong',
  status: 500,
  detail: 'The console could not make sense of the answer it got.',
  code: 'unexpected-answer',
};
