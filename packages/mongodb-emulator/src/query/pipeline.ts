import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { getField, isDocument, isTrue, wholeNumber } from '../bson/values.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { accumulatorOf } from './accumulators.ts';
import { evaluate } from './expression.ts';
import { compileFilter } from './filter.ts';
import { pathParts, valueAt } from './path.ts';
import { compileProjection, setComputed } from './projection.ts';
import { parseSort, sortItems } from './sort.ts';

/** A compiled stage: documents in, documents out. */
export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

function each(transform: (doc: Doc) => Doc): Stage {
  return function* (docs) {
    for (const doc of docs) yield transform(doc);
  };
}

function match(spec: unknown): Stage {
  if (!isDocument(spec)) throw new ServerError(15959, 'the match filter must be an expression in an object');
  const filter = compileFilter(spec);
  return function* (docs) {
    for (const doc of docs) if (filter(doc)) yield doc;
  };
}

function sort(spec: unknown): Stage {
  const fields = parseSort(spec);
  return (docs) => sortItems(docs, (doc) => doc, fields);
}

function skip(spec: unknown): Stage {
  const count = wholeNumber(spec, '$skip', 0);
  if (count < 0) throw badValue('$skip must not be negative');
  return function* (docs) {
    let left = count;
    for (const doc of docs) {
      if (left > 0) left -= 1;
      else yield doc;
    }
  };
}

function limit(spec: unknown): Stage {
  const count = wholeNumber(spec, '$limit', 0);
  if (count <= 0) throw new ServerError(15958, 'the limit must be positive');
  return function* (docs) {
    let left = count;
    for (const doc of docs) {
      yield doc;
      left -= 1;
      if (left === 0) return;
    }
  };
}

function project(spec: unknown): Stage {
  const projection = compileProjection(spec);
  if (!projection) throw new ServerError(51272, 'projection specification must have at least one field');
  return each(projection);
}

function addFields(spec: unknown): Stage {
  if (!isDocument(spec)) throw new ServerError(40272, '$addFields specification stage must be an object');
  const fields = Object.entries(spec).map(([path, expression]) => ({ parts: pathParts(path), expression }));
  return each((doc) => {
    const result = { ...doc };
    for (const { parts, expression } of fields) {
      const value = evaluate(expression, { root: doc, variables: {} });
      if (value !== undefined || valueAt(result, parts) !== undefined) setComputed(result, parts, value);
    }
    return result;
  });
}

function unset(spec: unknown): Stage {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (!paths.every((path) => typeof path === 'string'))
    throw badValue('$unset needs a string or an array of strings');
  return project(Object.fromEntries(paths.map((path) => [path, false])));
}

function replaceRoot(expression: unknown): Stage {
  return each((doc) => {
    const root = evaluate(expression, { root: doc, variables: {} });
    if (!isDocument(root)) throw new ServerError(40228, "'newRoot' expression must evaluate to an object");
    return root;
  });
}

function group(spec: unknown): Stage {
  if (!isDocument(spec) || !('_id' in spec))
    throw new ServerError(15955, 'a group specification must include an _id');
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => ({ name, ...accumulatorOf(name, value) }));
  return function* (docs) {
    const groups = new Map<string, { id: unknown; gathered: ReturnType<(typeof fields)[0]['make']>[] }>();
    for (const doc of docs) {
      const scope = { root: doc, variables: {} };
      const id = evaluate(spec._id, scope) ?? null;
      const key = encodeKey(id).toString('latin1');
      const entry = groups.get(key) ?? { id, gathered: fields.map(({ make }) => make()) };
      groups.set(key, entry);
      for (const [i, { expression }] of fields.entries()) entry.gathered[i]?.add(evaluate(expression, scope));
    }
    for (const { id, gathered } of groups.values()) {
      const result: Doc = { _id: id };
      for (const [i, { name }] of fields.entries()) result[name] = gathered[i]?.result();
      yield result;
    }
  };
}

function count(spec: unknown): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
    throw new ServerError(40156, 'the count field must be a non-empty string without $ and .');
  }
  return function* (docs) {
    let total = 0;
    for (const _ of docs) total += 1;
    if (total > 0) yield { [spec]: new Int32(total) };
  };
}

function unwind(spec: unknown): Stage {
  const options = isDocument(spec) ? spec : { path: spec };
  const path = options.path;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new ServerError(28818, 'path option to $unwind must start with $');
  const parts = pathParts(path.slice(1));
  const indexField = options.includeArrayIndex;
  if (indexField !== undefined) throw notServed('$unwind with includeArrayIndex');
  const keepsEmpty = isTrue(options.preserveNullAndEmptyArrays);
  return function* (docs) {
    for (const doc of docs) {
      const value = parts.reduce<unknown>(
        (inner, part) => (isDocument(inner) ? getField(inner, part) : undefined),
        doc,
      );
      if (Array.isArray(value) && value.length > 0) {
        for (const item of value) {
          const result = { ...doc };
          setComputed(result, parts, item);
          yield result;
        }
      } else if (Array.isArray(value) || value === undefined || value === null) {
        if (!keepsEmpty) continue;
        const result = { ...doc };
        if (Array.isArray(value)) setComputed(result, parts, undefined);
        yield result;
      } else yield doc;
    }
  };
}

const STAGES: Record<string, (spec: unknown) => Stage> = {
  $match: match,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: (spec) => replaceRoot(isDocument(spec) ? spec.newRoot : undefined),
  $replaceWith: replaceRoot,
  $group: group,
  $count: count,
  $unwind: unwind,
};

/** The name and operand of a pipeline stage. */
export function stageOf(stage: unknown): [string, unknown] {
  const entries = isDocument(stage) ? Object.entries(stage) : [];
  if (entries.length !== 1) {
    throw new ServerError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return entries[0] as [string, unknown];
}

/** Compiles stages; one that is not served is refused by name, and so is one outside `allowed` when given. */
export function compilePipeline(stages: readonly unknown[], allowed?: ReadonlySet<string>): Stage {
  const compiled = stages.map((stage) => {
    const [name, spec] = stageOf(stage);
    const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    if (!make) throw notServed(`the pipeline stage ${name}`);
    if (allowed && !allowed.has(name)) throw badValue(`the pipeline stage ${name} is not allowed here`);
    return make(spec);
  });
  return (docs) => compiled.reduce((input, stage) => stage(input), docs);
}
