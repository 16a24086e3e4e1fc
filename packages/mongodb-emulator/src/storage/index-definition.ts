import type { Doc } from '../bson/codec.ts';
import { encodeCompoundKey } from '../bson/key-encoding.ts';
import { isDocument, isTrue, numericValue } from '../bson/values.ts';
import { notServed, ServerError } from '../errors.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import { collectValues, pathParts } from '../query/path.ts';

/** One field of an index. */
export interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

const SERVED_OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'background',
  'ns',
]);

function parseFields(key: unknown): IndexField[] {
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new ServerError(67, 'Index keys cannot be empty.');
  return Object.entries(key).map(([path, value]) => {
    const direction = Math.sign(Number(numericValue(value) ?? 0));
    if (path.includes('$**') || typeof value === 'string')
      throw notServed(`an index of kind ${path}: ${String(value)}`);
    if (direction !== 1 && direction !== -1)
      throw new ServerError(67, `Values in the index key pattern cannot be ${String(value)}`);
    return { path, parts: pathParts(path), direction };
  });
}

/** An index: what it is made of, and the keys it has for a document. */
export class IndexDefinition {
  readonly name: string;
  readonly spec: Doc;
  readonly fields: readonly IndexField[];
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly partialFilter: Doc | undefined;
  readonly #partial: Filter | undefined;
  readonly #directions: readonly (1 | -1)[];

  /** Reads a specification of `createIndexes`; an option that is not served is refused by name. */
  constructor(spec: Doc) {
    for (const option of Object.keys(spec)) {
      if (!SERVED_OPTIONS.has(option)) throw notServed(`the index option ${option}`);
    }
    if (typeof spec.name !== 'string' || spec.name === '')
      throw new ServerError(9, "The 'name' field is a required property of an index specification");
    this.name = spec.name;
    this.fields = parseFields(spec.key);
    this.isUnique = isTrue(spec.unique) || spec.name === '_id_';
    this.isSparse = isTrue(spec.sparse);
    const partial = spec.partialFilterExpression;
    if (partial !== undefined && !isDocument(partial))
      throw new ServerError(67, 'partialFilterExpression must be an object');
    this.partialFilter = partial;
    this.#partial = partial && compileFilter(partial);
    this.#directions = this.fields.map(({ direction }) => direction);
    const { background: _, ns: __, ...kept } = spec;
    this.spec = kept;
  }

  /** The keys of a document, each once, and whether an array made them. None when the index leaves the document out. */
  keysOf(doc: Doc): { keys: Buffer[]; isMultikey: boolean } {
    if (this.#partial && !this.#partial(doc)) return { keys: [], isMultikey: false };
    const columns = this.fields.map(({ parts }) => collectValues(doc, parts));
    if (this.isSparse && columns.every(({ values }) => values.every((value) => value === undefined))) {
      return { keys: [], isMultikey: false };
    }
    const arrays = columns.filter(({ isArray }) => isArray);
    if (arrays.length > 1) {
      throw new ServerError(
        171,
        `cannot index parallel arrays [${this.fields.map(({ path }) => path).join('] [')}]`,
      );
    }
    if (arrays.length === 0) {
      const values = columns.map((column) => column.values[0]);
      return { keys: [encodeCompoundKey(values, this.#directions)], isMultikey: false };
    }
    const keys = new Map<string, Buffer>();
    for (const item of arrays[0]?.values ?? []) {
      const values = columns.map(({ values, isArray }) => (isArray ? item : values[0]));
      const key = encodeCompoundKey(values, this.#directions);
      keys.set(key.toString('latin1'), key);
    }
    return { keys: [...keys.values()], isMultikey: true };
  }

  /** The values of the indexed fields, as `keyValue` of a duplicate key error shows them. */
  keyValueOf(doc: Doc): Doc {
    return Object.fromEntries(
      this.fields.map(({ path, parts }) => [path, collectValues(doc, parts).values[0] ?? null]),
    );
  }
}
