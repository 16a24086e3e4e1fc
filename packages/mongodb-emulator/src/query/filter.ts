import { BSONRegExp } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { bsonType, isDocument, isTrue } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import { evaluate, isTruthy } from './expression.ts';
import {
  equalityTest,
  membershipTest,
  modTest,
  rangeTest,
  regexTest,
  sizeTest,
  typeTest,
  unknownOperator,
} from './field-tests.ts';
import { type LeafTest, type MatchTrace, pathParts, testPath } from './path.ts';

/** A compiled filter. With a trace it notes where in an array it matched. */
export type Filter = (doc: Doc, trace?: MatchTrace) => boolean;

type ValueFilter = (value: unknown, parts: readonly string[], trace?: MatchTrace) => boolean;

function leaf(test: LeafTest, isExpanded: boolean): ValueFilter {
  return (value, parts, trace) => testPath(value, parts, test, isExpanded, trace);
}

function not(filter: ValueFilter): ValueFilter {
  return (value, parts) => !filter(value, parts);
}

function all(filters: readonly ValueFilter[]): ValueFilter {
  if (filters.length === 1) return filters[0] as ValueFilter;
  return (value, parts, trace) => filters.every((filter) => filter(value, parts, trace));
}

/** Whether a value is a document of operators (`{ $gt: 1 }`); mixing operators and fields is an error. */
export function isOperatorDocument(value: unknown): value is Doc {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id';
}

function compileAll(operand: unknown): ValueFilter {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return () => false;
  return all(
    operand.map((item) =>
      isOperatorDocument(item) && '$elemMatch' in item ? compileOperators(item) : compileEquality(item),
    ),
  );
}

function compileElemMatch(operand: unknown): ValueFilter {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const isLogical = ['$and', '$or', '$nor'].includes(Object.keys(operand)[0] ?? '');
  if (isOperatorDocument(operand) && !isLogical) {
    const filter = compileOperators(operand);
    return elementFilter((item) => filter(item, []));
  }
  const filter = compileFilter(operand);
  return elementFilter((item) => (isDocument(item) || Array.isArray(item)) && filter(item as Doc));
}

function elementFilter(test: LeafTest): ValueFilter {
  return (value, parts, trace) => {
    let index = -1;
    const isFound = testPath(
      value,
      parts,
      (leafValue) => {
        index = Array.isArray(leafValue) ? leafValue.findIndex((item) => test(item)) : -1;
        return index !== -1;
      },
      false,
    );
    if (isFound && trace) trace.index = index;
    return isFound;
  };
}

function compileNot(operand: unknown): ValueFilter {
  if (bsonType(operand) === 'BSONRegExp') return not(leaf(regexTest(operand as BSONRegExp), true));
  if (!isOperatorDocument(operand)) throw badValue('$not needs a regex or a document');
  return not(compileOperators(operand));
}

function compileRegexOperator(operand: unknown, operators: Doc): ValueFilter {
  const options = operators.$options;
  const isRegex = bsonType(operand) === 'BSONRegExp';
  if (!isRegex && typeof operand !== 'string') throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const pattern = isRegex ? (operand as BSONRegExp).pattern : (operand as string);
  const own = isRegex ? (operand as BSONRegExp).options : '';
  return leaf(regexTest(new BSONRegExp(pattern, options ?? own)), true);
}

function compileOperator(operator: string, operand: unknown, operators: Doc): ValueFilter {
  switch (operator) {
    case '$eq':
      return leaf(equalityTest(operand), true);
    case '$ne':
      if (bsonType(operand) === 'BSONRegExp') throw badValue(`Can't have regex as arg to $ne.`);
      return not(leaf(equalityTest(operand), true));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return leaf(rangeTest(operator, operand), true);
    case '$in':
      return leaf(membershipTest(operator, operand), true);
    case '$nin':
      return not(leaf(membershipTest(operator, operand), true));
    case '$exists': {
      const exists = leaf((value) => value !== undefined, false);
      return isTrue(operand) ? exists : not(exists);
    }
    case '$type': {
      const test = typeTest(operand);
      return leaf((value) => test(value), true);
    }
    case '$size':
      return leaf(sizeTest(operand), false);
    case '$mod':
      return leaf(modTest(operand), true);
    case '$all':
      return compileAll(operand);
    case '$elemMatch':
      return compileElemMatch(operand);
    case '$not':
      return compileNot(operand);
    case '$regex':
      return compileRegexOperator(operand, operators);
    case '$options':
      if (!('$regex' in operators)) throw badValue('$options needs a $regex');
      return () => true;
    default:
      throw unknownOperator(operator);
  }
}

function compileOperators(operators: Doc): ValueFilter {
  return all(Object.entries(operators).map(([name, operand]) => compileOperator(name, operand, operators)));
}

function compileEquality(value: unknown): ValueFilter {
  if (bsonType(value) === 'BSONRegExp') return leaf(regexTest(value as BSONRegExp), true);
  return leaf(equalityTest(value), true);
}

function compileLogical(operator: string, operand: unknown): Filter {
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${operator} must be a nonempty array`);
  const filters = operand.map((item) => {
    if (!isDocument(item)) throw badValue(`${operator} entries need to be full objects`);
    return compileFilter(item);
  });
  if (operator === '$and') return (doc, trace) => filters.every((filter) => filter(doc, trace));
  if (operator === '$or') return (doc, trace) => filters.some((filter) => filter(doc, trace));
  return (doc) => !filters.some((filter) => filter(doc));
}

function compileTopLevel(operator: string, operand: unknown): Filter {
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor':
      return compileLogical(operator, operand);
    case '$expr':
      return (doc) => isTruthy(evaluate(operand, { root: doc, variables: {} }));
    case '$comment':
      return () => true;
    default: {
      const error = unknownOperator(operator);
      throw error.message.startsWith('unknown operator')
        ? badValue(`unknown top level operator: ${operator}`)
        : error;
    }
  }
}

function compileField(path: string, condition: unknown): Filter {
  const parts = pathParts(path);
  const filter = isOperatorDocument(condition) ? compileOperators(condition) : compileEquality(condition);
  return (doc, trace) => filter(doc, parts, trace);
}

/** Compiles a filter document; an operator that is not served is refused here, before anything is read. */
export function compileFilter(filter: Doc): Filter {
  const filters = Object.entries(filter).map(([key, value]) =>
    key.startsWith('$') ? compileTopLevel(key, value) : compileField(key, value),
  );
  if (filters.length === 0) return () => true;
  if (filters.length === 1) return filters[0] as Filter;
  return (doc, trace) => filters.every((part) => part(doc, trace));
}
