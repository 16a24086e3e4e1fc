import { Int32, Long, Timestamp } from 'bson';
import { compareValues } from '../bson/compare.ts';
import { bsonType, isDocument, typeAlias } from '../bson/values.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { addNumbers, isNumeric, multiplyNumbers } from '../query/arithmetic.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { type Modify, REMOVE } from './modify-path.ts';

/** An update operator on one path: how the value changes, and whether the path is made when missing. */
export interface FieldUpdate {
  readonly modify: Modify;
  readonly creates: boolean;
}

function arithmetic(name: string, operand: unknown): FieldUpdate {
  if (!isNumeric(operand)) {
    throw new ServerError(
      14,
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument`,
    );
  }
  const modify: Modify = (old) => {
    if (old === undefined) return name === '$inc' ? operand : multiplyNumbers(operand, new Int32(0));
    if (!isNumeric(old)) {
      throw new ServerError(14, `Cannot apply ${name} to a value of non-numeric type ${typeAlias(old)}`);
    }
    return name === '$inc' ? addNumbers(old, operand) : multiplyNumbers(old, operand);
  };
  return { modify, creates: true };
}

function extreme(sign: 1 | -1, operand: unknown): FieldUpdate {
  return {
    creates: true,
    modify: (old) => (old === undefined || compareValues(operand, old) * sign > 0 ? operand : old),
  };
}

function currentDate(operand: unknown, now: Date): FieldUpdate {
  const type = isDocument(operand) ? operand.$type : 'date';
  if (!isDocument(operand) && typeof operand !== 'boolean')
    throw badValue('$currentDate needs true or a $type');
  if (type !== 'date' && type !== 'timestamp')
    throw badValue(`The '$type' string field is required to be 'date' or 'timestamp'`);
  const value = type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  return { creates: true, modify: () => value };
}

function bit(operand: unknown): FieldUpdate {
  const entries = isDocument(operand) ? Object.entries(operand) : [];
  if (entries.length !== 1) throw notServed('$bit with other than one operation');
  const [name, mask] = entries[0] as [string, unknown];
  if (!['and', 'or', 'xor'].includes(name) || !['Int32', 'Long'].includes(bsonType(mask) ?? '')) {
    throw badValue('The $bit modifier takes and, or or xor with an integer');
  }
  return {
    creates: true,
    modify: (old) => {
      const start = old === undefined ? new Int32(0) : old;
      if (!['Int32', 'Long'].includes(bsonType(start) ?? ''))
        throw badValue('Cannot apply $bit to a value that is no integer');
      const isLong = bsonType(start) === 'Long' || bsonType(mask) === 'Long';
      const [a, b] = [start, mask].map((value) => BigInt(String(value))) as [bigint, bigint];
      const result = name === 'and' ? a & b : name === 'or' ? a | b : a ^ b;
      return isLong ? Long.fromBigInt(result) : new Int32(Number(result));
    },
  };
}

/** Compiles one operator on one field; an unknown one is refused as the server does (9 FailedToParse). */
export function compileFieldUpdate(operator: string, operand: unknown, now: Date): FieldUpdate {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return { creates: true, modify: () => operand };
    case '$unset':
      return { creates: false, modify: () => REMOVE };
    case '$inc':
    case '$mul':
      return arithmetic(operator, operand);
    case '$min':
      return extreme(-1, operand);
    case '$max':
      return extreme(1, operand);
    case '$currentDate':
      return currentDate(operand, now);
    case '$push':
      return { creates: true, modify: push(operand) };
    case '$addToSet':
      return { creates: true, modify: addToSet(operand) };
    case '$pull':
      return { creates: false, modify: pull(operand) };
    case '$pullAll':
      return { creates: false, modify: pullAll(operand) };
    case '$pop':
      return { creates: false, modify: pop(operand) };
    case '$bit':
      return bit(operand);
    default:
      throw new ServerError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
  }
}
