import { keysOf, pointerOf, valueAt } from '../openapi/json-pointer.ts';
import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { type Conversion, type ConvertedSchema, convertSchema } from './convert-schema.ts';

interface Definition extends ConvertedSchema {
  readonly bytes: number;
}

/** What a definition weighs beside its JSON, so that many empty ones weigh something, too. */
const BYTES_OF_A_NAME = 16;

/** Where a document has its schemas, and how much of them is kept. */
export interface BundleOptions {
  /** The place at which schemas have names, which they keep. */
  readonly names: '/components/schemas' | '/$defs';
  /** Where the document is, for warnings. */
  readonly place: string;
  readonly maxDepth: number;
  readonly warnings: WarningList;
}

/** The schemas of one document, each converted once, and bundles of those that another refers to. */
export class SchemaBundle {
  readonly #document: JsonObject;
  readonly #options: BundleOptions;
  readonly #definitions = new Map<string, Definition>();
  /** The places that the `$ref`s of converted schemas name. */
  readonly #pointers = new Map<string, string>();
  readonly #conversion: Conversion;

  constructor(document: JsonObject, options: BundleOptions) {
    this.#document = document;
    this.#options = options;
    this.#conversion = {
      warnings: options.warnings,
      maxDepth: options.maxDepth,
      refTo: (pointer) => {
        if (!this.#isSchema(pointer)) return undefined;
        const ref = refTo(this.#nameOf(pointer));
        this.#pointers.set(ref, pointer);
        return ref;
      },
    };
  }

  /** A schema that the document has at that place. */
  convert(value: JsonValue, place: string): ConvertedSchema {
    return convertSchema(value, place, this.#conversion);
  }

  /** All that these places lead to, by their names in `$defs`; undefined when they are more than so many bytes. */
  definitionsFor(refs: Iterable<string>, maxBytes: number): JsonObject | undefined {
    const found = new Map<string, JsonObject>();
    const waiting = [...refs];
    let bytes = 0;
    for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
      const name = this.#nameOf(pointer);
      if (found.has(name)) continue;
      const definition = this.#definition(pointer);
      bytes += definition.bytes;
      if (bytes > maxBytes) return undefined;
      found.set(name, definition.schema);
      for (const ref of definition.refs) waiting.push(ref);
    }
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What the `$ref` of a converted schema names. */
  schemaOf(ref: string): JsonObject {
    const pointer = this.#pointers.get(ref);
    return pointer === undefined ? {} : this.#definition(pointer).schema;
  }

  #definition(pointer: string): Definition {
    const known = this.#definitions.get(pointer);
    if (known !== undefined) return known;
    const converted = this.convert(
      valueAt(this.#document, pointer) ?? {},
      `${this.#options.place}${pointer}`,
    );
    const bytes = BYTES_OF_A_NAME + Buffer.byteLength(JSON.stringify(converted.schema));
    const definition = { ...converted, bytes };
    this.#definitions.set(pointer, definition);
    return definition;
  }

  // A name has no slash, so the pointer to another place is never taken for one.
  #nameOf(pointer: string): string {
    const { names } = this.#options;
    const name = pointer.startsWith(`${names}/`) ? keysOf(pointer.slice(names.length)) : [];
    const [only] = name;
    return name.length === 1 && only !== undefined && only !== '' && !only.includes('/')
      ? only
      : pointer.slice(1);
  }

  // A reference to itself, or to one that leads back, says nothing, and a validator would follow it for ever.
  #isSchema(pointer: string): boolean {
    const seen = new Set<string>();
    let next = pointer === '' ? undefined : pointer;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      const value: unknown = valueAt(this.#document, next);
      if (typeof value === 'boolean') return true;
      if (!isObject(value)) return false;
      next = onlyReference(value);
      if (next === undefined) return true;
    }
    return false;
  }
}

function onlyReference(schema: JsonObject): string | undefined {
  const ref = own(schema, '$ref');
  return typeof ref === 'string' ? pointerOf(ref) : undefined;
}

function refTo(name: string): string {
  return `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}
