import type { Doc } from '../bson/codec.ts';
import { EMPTY_ARRAY, getField, isDocument } from '../bson/values.ts';

const INDEX = /^(?:0|[1-9]\d*)$/;

/** Whether a path's part may mean a place in an array. */
export function isArrayIndex(part: string): boolean {
  return INDEX.test(part);
}

/** Splits a dotted path. */
export function pathParts(path: string): string[] {
  return path.split('.');
}

/** Where in an array a filter matched; the positional `$` of an update uses it. */
export interface MatchTrace {
  index?: number | undefined;
}

/** A test of a value found at a path; `undefined` is a missing value. */
export type LeafTest = (value: unknown) => boolean;

function testLeaf(value: unknown, test: LeafTest, isExpanded: boolean, trace?: MatchTrace): boolean {
  if (isExpanded && Array.isArray(value)) {
    const index = value.findIndex((item) => test(item));
    if (index !== -1) {
      if (trace) trace.index = index;
      return true;
    }
  }
  return test(value);
}

/**
 * Whether a value at the path passes the test. Arrays on the way are entered, by number or in each
 * embedded document; with `isExpanded` an array at the end is tested element by element too.
 */
export function testPath(
  value: unknown,
  parts: readonly string[],
  test: LeafTest,
  isExpanded: boolean,
  trace?: MatchTrace,
  depth = 0,
): boolean {
  if (depth === parts.length) return testLeaf(value, test, isExpanded, trace);
  const part = parts[depth] as string;
  if (isDocument(value)) return testPath(getField(value, part), parts, test, isExpanded, trace, depth + 1);
  if (!Array.isArray(value)) return test(undefined);
  if (isArrayIndex(part) && Number(part) < value.length) {
    if (testPath(value[Number(part)], parts, test, isExpanded, trace, depth + 1)) return true;
  }
  return value.some((item, index) => {
    if (!isDocument(item) || !testPath(item, parts, test, isExpanded, trace, depth)) return false;
    if (trace) trace.index = index;
    return true;
  });
}

/** The value at a path without entering arrays but by number; `undefined` when missing. */
export function valueAt(value: unknown, parts: readonly string[]): unknown {
  let current = value;
  for (const part of parts) {
    if (isDocument(current)) current = getField(current, part);
    else if (Array.isArray(current) && isArrayIndex(part)) current = current[Number(part)];
    else return undefined;
  }
  return current;
}

/** The values an index or sort sees at a path, and whether an array was entered for them. */
export interface PathValues {
  readonly values: unknown[];
  readonly isArray: boolean;
}

function collect(value: unknown, parts: readonly string[], depth: number, into: unknown[]): boolean {
  if (Array.isArray(value)) {
    if (depth === parts.length) {
      if (value.length === 0) into.push(EMPTY_ARRAY);
      else into.push(...value);
      return true;
    }
    const part = parts[depth] as string;
    if (isArrayIndex(part) && Number(part) < value.length) {
      collect(value[Number(part)], parts, depth + 1, into);
      return true;
    }
    for (const item of value) {
      if (isDocument(item)) collect(item, parts, depth, into);
    }
    if (into.length === 0) into.push(null);
    return true;
  }
  if (depth === parts.length) {
    into.push(value);
    return false;
  }
  if (isDocument(value)) return collect(getField(value, parts[depth] as string), parts, depth + 1, into);
  into.push(undefined);
  return false;
}

/** All values at a path as indexes and sorts see them: arrays by their elements, an empty array as itself. */
export function collectValues(doc: Doc, parts: readonly string[]): PathValues {
  const values: unknown[] = [];
  const isArray = collect(doc, parts, 0, values);
  return { values, isArray };
}
