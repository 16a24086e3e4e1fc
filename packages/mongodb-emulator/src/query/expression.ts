import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { getField, isDocument, numericValue, setField } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import { EXPRESSION_OPERATORS } from './expression-operators.ts';
import { pathParts } from './path.ts';

/** What an expression sees: the document and the variables in reach. */
export interface Scope {
  readonly root: Doc;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Truth in expressions: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  const number = numericValue(value);
  return number === undefined || Number(number) !== 0;
}

function fieldPath(value: unknown, parts: readonly string[], depth: number): unknown {
  if (depth === parts.length) return value;
  if (Array.isArray(value)) {
    return value
      .filter((item) => isDocument(item) || Array.isArray(item))
      .map((item) => fieldPath(item, parts, depth))
      .filter((item) => item !== undefined);
  }
  return isDocument(value) ? fieldPath(getField(value, parts[depth] as string), parts, depth + 1) : undefined;
}

function variable(name: string, scope: Scope): unknown {
  const [head, ...rest] = pathParts(name) as [string, ...string[]];
  if (head === 'ROOT' || head === 'CURRENT') return fieldPath(scope.root, rest, 0);
  if (head === 'REMOVE') return undefined;
  if (head === 'NOW') return new Date();
  if (!Object.hasOwn(scope.variables, head))
    throw new ServerError(17276, `Use of undefined variable: ${head}`);
  return fieldPath(scope.variables[head], rest, 0);
}

function evaluateDocument(expression: Doc, scope: Scope): unknown {
  const keys = Object.keys(expression);
  const operator = keys.find((key) => key.startsWith('$'));
  if (operator === undefined) {
    const result: Doc = {};
    for (const key of keys) {
      const value = evaluate(expression[key], scope);
      if (value !== undefined) setField(result, key, value);
    }
    return result;
  }
  if (keys.length !== 1) {
    throw new ServerError(15983, 'An object representing an expression must have exactly one field');
  }
  const apply = Object.hasOwn(EXPRESSION_OPERATORS, operator) ? EXPRESSION_OPERATORS[operator] : undefined;
  if (apply === undefined) {
    throw new ServerError(
      168,
      `Unrecognized expression '${operator}' (or not served by the embedded MongoDB)`,
    );
  }
  return apply(expression[operator], (inner, variables) =>
    evaluate(inner, variables ? { ...scope, variables: { ...scope.variables, ...variables } } : scope),
  );
}

/** Evaluates an aggregation expression; `undefined` is a missing value. Unknown operators are refused by name. */
export function evaluate(expression: unknown, scope: Scope): unknown {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return variable(expression.slice(2), scope);
    if (!expression.startsWith('$')) return expression;
    if (expression.length === 1) throw badValue("'$' by itself is not a valid FieldPath");
    return fieldPath(scope.root, pathParts(expression.slice(1)), 0);
  }
  if (typeof expression === 'number' && Number.isInteger(expression)) return new Int32(expression);
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, scope) ?? null);
  return isDocument(expression) ? evaluateDocument(expression, scope) : expression;
}
