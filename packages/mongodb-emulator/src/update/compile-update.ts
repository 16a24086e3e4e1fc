import type { Doc } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { cloneValue, isDocument } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import { isArrayIndex, pathParts, valueAt } from '../query/path.ts';
import { compilePipeline } from '../query/pipeline.ts';
import { modifyPath, type Positions, REMOVE, resolvePath } from './modify-path.ts';
import { compileFieldUpdate, type FieldUpdate } from './operators.ts';

/** A compiled update: makes the new document and leaves the old one as it is. */
export interface Update {
  readonly isReplacement: boolean;
  apply(doc: Doc, matched: number | undefined, isInsert: boolean): Doc;
}

interface PathUpdate extends FieldUpdate {
  readonly path: string;
  readonly parts: string[];
  readonly onInsertOnly: boolean;
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

function comparePaths(a: PathUpdate, b: PathUpdate): number {
  for (let i = 0; i < Math.min(a.parts.length, b.parts.length); i += 1) {
    const [x, y] = [a.parts[i] as string, b.parts[i] as string];
    if (x === y) continue;
    return isArrayIndex(x) && isArrayIndex(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.parts.length - b.parts.length;
}

function refuseConflicts(updates: readonly { path: string }[]): void {
  const paths = new Set<string>();
  for (const { path } of updates) {
    if (paths.has(path)) throw conflict(path, path);
    paths.add(path);
  }
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
      if (paths.has(path.slice(0, dot))) throw conflict(path, path.slice(0, dot));
    }
  }
}

function conflict(path: string, other: string): ServerError {
  return new ServerError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
}

function checkPath(path: string): string[] {
  const parts = pathParts(path);
  if (parts.some((part) => part === '')) {
    throw new ServerError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  const dollar = parts.find(
    (part) => part.startsWith('$') && part !== '$' && !/^\$\[[A-Za-z0-9]*\]$/.test(part),
  );
  if (dollar !== undefined)
    throw new ServerError(52, `The dollar ($) prefixed field '${dollar}' is not allowed`);
  return parts;
}

function compileArrayFilters(arrayFilters: readonly unknown[]): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const item of arrayFilters) {
    if (!isDocument(item)) throw badValue('arrayFilters must hold objects');
    const identifier = identifierOf(item);
    if (filters.has(identifier))
      throw new ServerError(
        9,
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    filters.set(identifier, compileFilter(item));
  }
  return filters;
}

function identifierOf(filter: Doc): string {
  const first = Object.entries(filter)[0];
  if (!first)
    throw new ServerError(9, 'Cannot use an expression without a top-level field name in arrayFilters');
  const [key, value] = first;
  if (key.startsWith('$') && Array.isArray(value) && isDocument(value[0])) return identifierOf(value[0]);
  return key.split('.')[0] as string;
}

function rename(from: string, to: unknown): (doc: Doc) => void {
  if (typeof to !== 'string') throw badValue(`The 'to' field for $rename must be a string`);
  const [source, target] = [checkPath(from), checkPath(to)];
  if ([...source, ...target].some((part) => part.startsWith('$')))
    throw badValue('$rename takes no positional path');
  return (doc) => {
    const value = valueAt(doc, source);
    if (value === undefined) return;
    modifyPath(doc, source, () => REMOVE, false);
    modifyPath(doc, target, () => value, true);
  };
}

function compileOperators(update: Doc, arrayFilters: readonly unknown[], now: Date): Update {
  const updates: PathUpdate[] = [];
  const renames: ((doc: Doc) => void)[] = [];
  const touched: { path: string }[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!operator.startsWith('$')) throw badValue(`the update mixes operators with the field '${operator}'`);
    if (!isDocument(fields))
      throw new ServerError(9, `Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, operand] of Object.entries(fields)) {
      touched.push({ path });
      if (operator === '$rename') {
        renames.push(rename(path, operand));
        touched.push({ path: String(operand) });
        continue;
      }
      const onInsertOnly = operator === '$setOnInsert';
      updates.push({
        path,
        parts: checkPath(path),
        onInsertOnly,
        ...compileFieldUpdate(operator, operand, now),
      });
    }
    if (operator !== '$rename' && Object.keys(fields).length === 0) compileFieldUpdateName(operator, now);
  }
  refuseConflicts(touched);
  updates.sort(comparePaths);
  const filters = compileArrayFilters(arrayFilters);
  for (const identifier of filters.keys()) {
    if (!updates.some(({ parts }) => parts.includes(`$[${identifier}]`))) {
      throw new ServerError(9, `The array filter for identifier '${identifier}' was not used in the update`);
    }
  }
  return {
    isReplacement: false,
    apply(doc, matched, isInsert) {
      const result = cloneValue(doc);
      const positions: Positions = { matched, filters };
      for (const rename of renames) rename(result);
      for (const { parts, modify, creates, onInsertOnly } of updates) {
        if (onInsertOnly && !isInsert) continue;
        for (const path of resolvePath(result, parts, positions)) modifyPath(result, path, modify, creates);
      }
      return result;
    },
  };
}

/** An operator without fields changes nothing, but it must be one that is known. */
function compileFieldUpdateName(operator: string, now: Date): void {
  const harmless: Record<string, unknown> = { $pop: 1, $pullAll: [], $currentDate: true, $inc: 1, $mul: 1 };
  if (operator !== '$bit') compileFieldUpdate(operator, harmless[operator] ?? 0, now);
}

function compileReplacement(replacement: Doc): Update {
  const mixed = Object.keys(replacement).find((key) => key.startsWith('$'));
  if (mixed !== undefined) {
    throw new ServerError(52, `The dollar ($) prefixed field '${mixed}' is not allowed in a replacement`);
  }
  return {
    isReplacement: true,
    apply(doc) {
      if (!('_id' in replacement))
        return '_id' in doc ? { _id: doc._id, ...replacement } : { ...replacement };
      const { _id, ...rest } = replacement;
      return { _id, ...rest };
    },
  };
}

function compileUpdatePipeline(stages: readonly unknown[]): Update {
  const pipeline = compilePipeline(stages, UPDATE_STAGES);
  return {
    isReplacement: false,
    apply(doc) {
      const [result] = [...pipeline([cloneValue(doc)])] as [Doc];
      return '_id' in result || !('_id' in doc) ? result : { _id: doc._id, ...result };
    },
  };
}

/** Compiles operators, a replacement or a pipeline; what is not served is refused before anything is changed. */
export function compileUpdate(update: unknown, arrayFilters: unknown, now: Date): Update {
  const filters = arrayFilters ?? [];
  if (!Array.isArray(filters)) throw badValue('arrayFilters must be an array');
  if (Array.isArray(update)) {
    if (filters.length > 0) throw badValue('Cannot specify arrayFilters with an aggregation pipeline update');
    return compileUpdatePipeline(update);
  }
  if (!isDocument(update)) throw new ServerError(9, 'Update argument must be either an object or an array');
  if (Object.keys(update)[0]?.startsWith('$')) return compileOperators(update, filters, now);
  if (filters.length > 0) throw badValue('arrayFilters may not be specified with a replacement');
  return compileReplacement(update);
}

/** Refuses an update that would change `_id` (66 ImmutableField). */
export function refuseChangedId(before: Doc, after: Doc): void {
  if (compareValues(before._id, after._id) !== 0 || !('_id' in after)) {
    throw new ServerError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
}
