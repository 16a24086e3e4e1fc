import type { Problem } from '@tools-provider/contracts';

/** What is wrong, by the name of the field in a form: `name`, `selectors[0].namePattern`. `''` holds what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Brings a problem's JSON pointers to the names of form fields. Several complaints about one field become one text. */
export function fieldErrorsOf(problem: Problem): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { pointer, detail } of problem.errors ?? []) add(errors, fieldName(pointer), detail);
  return errors;
}

/** What a schema has against a value, and where. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The same for what a schema says before anything is sent. */
export function fieldErrorsOfIssues(issues: readonly Issue[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) add(errors, joined(path.map(String)), message);
  return errors;
}

/** `#/selectors/0/namePattern` (or without `#`) as the form names it: `selectors[0].namePattern`. */
export function fieldName(pointer: string): string {
  const steps = pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => decodeStep(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  return joined(steps);
}

function joined(steps: readonly string[]): string {
  return steps.reduce((name, step) => {
    if (/^\d+$/.test(step)) return `${name}[${step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function add(errors: Record<string, string>, name: string, detail: string): void {
  const sentence = detail.charAt(0).toUpperCase() + detail.slice(1);
  errors[name] = errors[name] === undefined ? sentence : `${errors[name]} ${sentence}`;
}
