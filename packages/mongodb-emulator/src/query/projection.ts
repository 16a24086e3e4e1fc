import type { Doc } from '../bson/codec.ts';
import { getField, isDocument, isTrue, numericValue, setField } from '../bson/values.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { evaluate } from './expression.ts';
import { isArrayIndex, pathParts } from './path.ts';

/** A compiled projection. */
export type Projection = (doc: Doc) => Doc;

interface Tree {
  [part: string]: Tree | true;
}

interface Computed {
  readonly parts: readonly string[];
  readonly expression: unknown;
}

function plant(tree: Tree, parts: readonly string[], path: string): void {
  const [head, ...rest] = parts as [string, ...string[]];
  const branch = Object.hasOwn(tree, head) ? tree[head] : undefined;
  if (branch === true || (branch !== undefined && rest.length === 0)) {
    throw new ServerError(31249, `Path collision at ${path}`);
  }
  if (rest.length === 0) tree[head] = true;
  else {
    if (branch === undefined) tree[head] = Object.create(null) as Tree;
    plant(tree[head] as Tree, rest, path);
  }
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => isDocument(item) || Array.isArray(item)).map((item) => include(item, tree));
  }
  if (!isDocument(value)) return undefined;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const branch = tree[key];
    if (branch === undefined) continue;
    const field = branch === true ? value[key] : include(value[key], branch);
    if (field !== undefined) setField(result, key, field);
  }
  return result;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isDocument(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const branch = tree[key];
    if (branch !== true)
      setField(result, key, branch === undefined ? value[key] : exclude(value[key], branch));
  }
  return result;
}

/** Sets a computed field; documents on the way are made, arrays are entered in each element. */
export function setComputed(target: Doc, parts: readonly string[], value: unknown): void {
  const [head, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) {
    if (value === undefined) delete target[head];
    else setField(target, head, value);
    return;
  }
  const inner = getField(target, head);
  if (Array.isArray(inner)) {
    setField(
      target,
      head,
      inner.map((item) => {
        const copy = isDocument(item) ? { ...item } : {};
        setComputed(copy, rest, value);
        return copy;
      }),
    );
    return;
  }
  const copy = isDocument(inner) ? { ...inner } : {};
  setComputed(copy, rest, value);
  setField(target, head, copy);
}

interface Parsed {
  readonly included: string[][];
  readonly excluded: string[][];
  readonly computed: Computed[];
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || numericValue(value) !== undefined;
}

function read(spec: Doc, prefix: readonly string[], parsed: Parsed): void {
  for (const [key, value] of Object.entries(spec)) {
    const parts = [...prefix, ...pathParts(key)];
    if (key.startsWith('$') || key.endsWith('.$')) throw notServed(`the projection ${key}`);
    if (isFlag(value)) (isTrue(value) ? parsed.included : parsed.excluded).push(parts);
    else if (isDocument(value) && !Object.keys(value).some((name) => name.startsWith('$'))) {
      if (Object.keys(value).length === 0) throw badValue('An empty sub-projection is not a valid value');
      read(value, parts, parsed);
    } else {
      const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
      if (operator === '$slice' || operator === '$elemMatch' || operator === '$meta') {
        throw notServed(`the projection operator ${operator}`);
      }
      parsed.computed.push({ parts, expression: value });
    }
  }
}

function treeOf(paths: readonly (readonly string[])[]): Tree {
  const tree = Object.create(null) as Tree;
  for (const parts of paths) plant(tree, parts, parts.join('.'));
  return tree;
}

/**
 * Compiles a projection of `find` or `$project`: inclusions with computed fields, or exclusions; `_id` is
 * kept unless it is excluded. Undefined when nothing is projected. `$slice`, `$elemMatch` and `$` are refused.
 */
export function compileProjection(spec: unknown): Projection | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDocument(spec)) throw badValue('projection must be an object');
  const parsed: Parsed = { included: [], excluded: [], computed: [] };
  read(spec, [], parsed);
  const { included, excluded, computed } = parsed;
  if (included.length + excluded.length + computed.length === 0) return undefined;
  const isId = (parts: readonly string[]) => parts.length === 1 && parts[0] === '_id';
  const others = excluded.filter((parts) => !isId(parts));
  const isExclusion = included.length + computed.length === 0;
  if (!isExclusion && others.length > 0) {
    throw new ServerError(
      31254,
      `Cannot do exclusion on field ${others[0]?.join('.')} in inclusion projection`,
    );
  }
  const wholeArrayIndex = [...included, ...others].flat().find(isArrayIndex);
  if (wholeArrayIndex !== undefined) throw notServed('a number as a part of a projected path');
  if (isExclusion) {
    const onlyId = others.length === 0 && included.length === 0;
    const tree = treeOf(excluded);
    return onlyId ? (doc) => withoutId(doc) : (doc) => exclude(doc, tree) as Doc;
  }
  const keepsId =
    !excluded.some(isId) &&
    ![...included, ...computed.map(({ parts }) => parts)].some((parts) => parts[0] === '_id');
  const tree = treeOf(keepsId ? [['_id'], ...included] : included);
  return (doc) => {
    const result = include(doc, tree) as Doc;
    for (const { parts, expression } of computed) {
      setComputed(result, parts, evaluate(expression, { root: doc, variables: {} }));
    }
    return result;
  };
}

function withoutId(doc: Doc): Doc {
  const { _id, ...rest } = doc;
  return rest;
}
