import { Double, Int32, Long } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { isDocument, numericValue, setField, typeAlias } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import { addNumbers, isNumeric, multiplyNumbers, subtractNumbers } from './arithmetic.ts';

/** Evaluates an inner expression, with further variables when given. */
export type Evaluate = (expression: unknown, variables?: Readonly<Record<string, unknown>>) => unknown;

type Operator = (operand: unknown, evaluate: Evaluate) => unknown;

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function truthy(value: unknown): boolean {
  if (isMissing(value) || value === false) return false;
  const number = numericValue(value);
  return number === undefined || Number(number) !== 0;
}

function operands(operand: unknown, evaluate: Evaluate): unknown[] {
  return (Array.isArray(operand) ? operand : [operand]).map((item) => evaluate(item));
}

function exactly(count: number, name: string, apply: (...values: unknown[]) => unknown): Operator {
  return (operand, evaluate) => {
    const values = operands(operand, evaluate);
    if (values.length !== count)
      throw new ServerError(16020, `Expression ${name} takes exactly ${count} arguments`);
    return apply(...values);
  };
}

function comparison(name: string, accept: (order: number) => boolean): Operator {
  return exactly(2, name, (a, b) => {
    if (a === undefined && b !== undefined) return accept(-1);
    if (b === undefined && a !== undefined) return accept(1);
    return accept(compareValues(a, b));
  });
}

function numbersOnly(name: string, values: readonly unknown[]): void {
  for (const value of values) {
    if (!isNumeric(value))
      throw new ServerError(14, `${name} only supports numeric types, not ${typeAlias(value)}`);
  }
}

function folded(name: string, start: unknown, step: (a: unknown, b: unknown) => unknown): Operator {
  return (operand, evaluate) => {
    const values = operands(operand, evaluate);
    if (values.some(isMissing)) return null;
    numbersOnly(name, values);
    return values.reduce(step, start);
  };
}

/** Numbers, or one date among them: then the date so many milliseconds later. */
function sumOf(operand: unknown, evaluate: Evaluate): unknown {
  const values = operands(operand, evaluate);
  if (values.some(isMissing)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new ServerError(16612, 'only one date allowed in an $add expression');
  const numbers = values.filter((value) => !(value instanceof Date));
  numbersOnly('$add', numbers);
  const total = numbers.reduce(addNumbers, new Int32(0));
  const [date] = dates;
  return date === undefined ? total : new Date(date.getTime() + Number(numericValue(total)));
}

function stringOf(name: string, value: unknown): string {
  if (isMissing(value)) return '';
  if (typeof value !== 'string')
    throw new ServerError(16007, `${name} needs a string, not ${typeAlias(value)}`);
  return value;
}

/** Counted in code points, as the name says; null when the text is missing. */
function indexOfText(text: unknown, part: unknown): unknown {
  if (isMissing(text)) return null;
  if (typeof text !== 'string')
    throw new ServerError(40093, '$indexOfCP requires a string as the first argument');
  if (typeof part !== 'string')
    throw new ServerError(40094, '$indexOfCP requires a string as the second argument');
  const index = text.indexOf(part);
  return new Int32(index < 0 ? -1 : [...text.slice(0, index)].length);
}

function arrayOf(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new ServerError(17124, `${name} needs an array, not ${typeAlias(value)}`);
  return value;
}

function difference(a: unknown, b: unknown): unknown {
  if (isMissing(a) || isMissing(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Number(numericValue(b)));
  numbersOnly('$subtract', [a, b]);
  return subtractNumbers(a, b);
}

function quotient(a: unknown, b: unknown): unknown {
  if (isMissing(a) || isMissing(b)) return null;
  numbersOnly('$divide', [a, b]);
  if (Number(numericValue(b)) === 0) throw badValue("can't $divide by zero");
  return new Double(Number(numericValue(a)) / Number(numericValue(b)));
}

function conditional(operand: unknown, evaluate: Evaluate): unknown {
  if (Array.isArray(operand)) {
    if (operand.length !== 3) throw new ServerError(16020, 'Expression $cond takes exactly 3 arguments');
    return evaluate(truthy(evaluate(operand[0])) ? operand[1] : operand[2]);
  }
  if (!isDocument(operand) || !('if' in operand && 'then' in operand && 'else' in operand)) {
    throw badValue("$cond needs 'if', 'then' and 'else'");
  }
  return evaluate(truthy(evaluate(operand.if)) ? operand.then : operand.else);
}

function switched(operand: unknown, evaluate: Evaluate): unknown {
  if (!isDocument(operand)) throw badValue('$switch needs an object');
  for (const branch of arrayOf('$switch', operand.branches) as Doc[]) {
    if (truthy(evaluate(branch.case))) return evaluate(branch.then);
  }
  if (!('default' in operand)) throw new ServerError(40066, '$switch could not find a matching branch');
  return evaluate(operand.default);
}

function extreme(sign: 1 | -1): Operator {
  return (operand, evaluate) => {
    const given = operands(operand, evaluate);
    const values = given.length === 1 && Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
    const present = values.filter((value) => !isMissing(value));
    return (
      present.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best), present[0]) ??
      null
    );
  };
}

function summed(operand: unknown, evaluate: Evaluate): unknown {
  const given = operands(operand, evaluate);
  const values = given.length === 1 && Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
  return values.filter(isNumeric).reduce(addNumbers, new Int32(0));
}

function element(values: unknown, index: unknown): unknown {
  if (isMissing(values) || isMissing(index)) return null;
  const list = arrayOf('$arrayElemAt', values);
  return list.at(Number(numericValue(index)));
}

function merged(operand: unknown, evaluate: Evaluate): unknown {
  const result: Doc = {};
  for (const value of operands(operand, evaluate)) {
    if (isMissing(value)) continue;
    if (!isDocument(value)) throw new ServerError(40400, '$mergeObjects requires object inputs');
    for (const [key, field] of Object.entries(value)) setField(result, key, field);
  }
  return result;
}

function overItems(
  operand: unknown,
  evaluate: Evaluate,
  name: string,
  apply: (list: unknown[], inner: (item: unknown) => unknown) => unknown,
): unknown {
  if (!isDocument(operand)) throw badValue(`${name} needs an object`);
  const input = evaluate(operand.input);
  if (isMissing(input)) return null;
  const as = typeof operand.as === 'string' ? operand.as : 'this';
  const body = operand[name === '$map' ? 'in' : 'cond'];
  return apply(arrayOf(name, input), (item) => evaluate(body, { [as]: item }));
}

/** The expression operators that are served; all others are refused by name. */
export const EXPRESSION_OPERATORS: Readonly<Record<string, Operator>> = {
  $literal: (operand) => operand,
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: exactly(2, '$cmp', (a, b) => new Int32(Math.sign(compareValues(a, b)))),
  $and: (operand, evaluate) => operands(operand, evaluate).every(truthy),
  $or: (operand, evaluate) => operands(operand, evaluate).some(truthy),
  $not: exactly(1, '$not', (value) => !truthy(value)),
  $cond: conditional,
  $switch: switched,
  $ifNull: (operand, evaluate) => {
    const values = operands(operand, evaluate);
    return values.find((value) => !isMissing(value)) ?? values.at(-1);
  },
  $add: sumOf,
  $multiply: folded('$multiply', new Int32(1), multiplyNumbers),
  $subtract: exactly(2, '$subtract', difference),
  $divide: exactly(2, '$divide', quotient),
  $sum: summed,
  $min: extreme(-1),
  $max: extreme(1),
  $concat: (operand, evaluate) => {
    const values = operands(operand, evaluate);
    return values.some(isMissing) ? null : values.map((value) => stringOf('$concat', value)).join('');
  },
  $toLower: exactly(1, '$toLower', (value) => asciiCase(stringOf('$toLower', value), /[A-Z]/g, 32)),
  $toUpper: exactly(1, '$toUpper', (value) => asciiCase(stringOf('$toUpper', value), /[a-z]/g, -32)),
  $indexOfCP: exactly(2, '$indexOfCP', indexOfText),
  $size: exactly(1, '$size', (value) => new Int32(arrayOf('$size', value).length)),
  $isArray: exactly(1, '$isArray', (value) => Array.isArray(value)),
  $arrayElemAt: exactly(2, '$arrayElemAt', element),
  $first: exactly(1, '$first', (value) => element(value, 0)),
  $last: exactly(1, '$last', (value) => element(value, -1)),
  $in: exactly(2, '$in', (value, list) =>
    arrayOf('$in', list).some((item) => compareValues(item, value) === 0),
  ),
  $concatArrays: (operand, evaluate) => {
    const values = operands(operand, evaluate);
    return values.some(isMissing) ? null : values.flatMap((value) => arrayOf('$concatArrays', value));
  },
  $type: exactly(1, '$type', typeAlias),
  $mergeObjects: merged,
  $map: (operand, evaluate) =>
    overItems(operand, evaluate, '$map', (list, inner) => list.map((item) => inner(item) ?? null)),
  $filter: (operand, evaluate) => {
    if (isDocument(operand) && 'limit' in operand) throw badValue('$filter with limit is not served');
    return overItems(operand, evaluate, '$filter', (list, inner) =>
      list.filter((item) => truthy(inner(item))),
    );
  },
};

/** The server changes the case of ASCII letters only. */
function asciiCase(value: string, letters: RegExp, shift: number): string {
  return value.replace(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + shift));
}
