import fc from 'fast-check';
import type { DescribedApi, Schema } from './described-operation.ts';

const DEEPEST = 6;
const LONGEST_TEXT = 40;
const MOST_ITEMS = 3;

/** An address that nothing answers at: what the api is told to fetch must lead nowhere. */
const NOWHERE = 'http://127.0.0.1:9/openapi.json';

/** Makes values that fit the document's schemas, out of ids that exist where an id is wanted. */
export class FittingValues {
  readonly #api: DescribedApi;
  readonly #ids: readonly string[];

  constructor(api: DescribedApi, ids: readonly string[]) {
    this.#api = api;
    this.#ids = ids;
  }

  of(named: Schema, depth = 0): fc.Arbitrary<unknown> {
    const schema = this.#api.resolve(named);
    if (depth > DEEPEST) return fc.constant(null);
    if (isAddress(schema)) return fc.constant(NOWHERE);
    const generated = this.#byForm(schema, depth);
    const examples = schema.examples as readonly unknown[] | undefined;
    if (examples === undefined || examples.length === 0) return generated;
    return fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...examples) },
      { weight: 3, arbitrary: generated },
    );
  }

  #byForm(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
    const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => this.of(choice, depth + 1)));
    if (Array.isArray(schema.allOf)) return this.#all(schema.allOf, schema, depth);
    if (Array.isArray(schema.type)) {
      return fc.oneof(...schema.type.map((type) => this.of({ ...schema, type }, depth)));
    }
    return this.#byType(schema, depth);
  }

  #all(parts: readonly Schema[], whole: Schema, depth: number): fc.Arbitrary<unknown> {
    const { allOf: _, ...rest } = whole;
    const merged: Schema = Object.assign(rest, ...parts.map((part) => this.#api.resolve(part)));
    return this.of(merged, depth + 1);
  }

  #byType(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    switch (schema.type) {
      case 'string':
        return this.#text(schema);
      case 'integer':
      case 'number':
        return fc.integer(rangeOf(schema));
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array': {
        const items = this.of((schema.items ?? {}) as Schema, depth + 1);
        const maxLength = Math.min(numberOf(schema.maxItems, MOST_ITEMS), MOST_ITEMS);
        return fc.array(items, { minLength: Math.min(numberOf(schema.minItems, 0), maxLength), maxLength });
      }
      case 'object':
        return this.#object(schema, depth);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  #object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>);
    const requiredKeys = (schema.required ?? []) as string[];
    const model = Object.fromEntries(properties.map(([name, value]) => [name, this.of(value, depth + 1)]));
    const named = fc.record(model, { requiredKeys, noNullPrototype: true });
    const others = schema.additionalProperties;
    if (typeof others !== 'object' || others === null) return named;
    const names = fc.string({ minLength: 1, maxLength: 10 });
    const rest = fc.dictionary(names, this.of(others as Schema, depth + 1), {
      maxKeys: 3,
      noNullPrototype: true,
    });
    return fc.tuple(rest, named).map(([some, known]) => ({ ...some, ...known }));
  }

  #text({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
    if (format === 'uuid') {
      return this.#ids.length === 0 ? fc.uuid() : fc.oneof(fc.constantFrom(...this.#ids), fc.uuid());
    }
    if (format === 'date-time') {
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString());
    }
    if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
    const most = Math.min(numberOf(maxLength, LONGEST_TEXT), LONGEST_TEXT);
    const least = Math.min(numberOf(minLength, 0), most);
    return fc.oneof(
      { weight: 3, arbitrary: fc.string({ minLength: least, maxLength: most }) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: least, maxLength: most }) },
      ...(this.#ids.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...this.#ids) }]),
    );
  }
}

function isAddress({ format, pattern }: Schema): boolean {
  return format === 'uri' || (typeof pattern === 'string' && pattern.includes('https?'));
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema) {
  const min = Math.ceil(numberOf(minimum, numberOf(exclusiveMinimum, -1_000) + 1));
  const max = Math.floor(numberOf(maximum, numberOf(exclusiveMaximum, 1_001) - 1));
  return { min, max: Math.max(min, Math.min(max, min + 1_000)) };
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
