const REF_PREFIX = '#/components/schemas/';
const INPUT_SUFFIX = 'Input';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** The part of an OpenAPI document that this is about. */
interface Described {
  readonly components?: { readonly schemas?: object };
}

/**
 * Each named schema comes twice, as what is received (`XInput`) and as what is sent (`X`), whether it is used or not. This leaves out what no
 * route refers to, and calls a schema `X` that is used in one direction only.
 */
export function tidyComponents<Document extends object>(document: Document): Document {
  const { components } = document as Described;
  const schemas: Readonly<Record<string, unknown>> = { ...components?.schemas };
  const used = usedSchemas(document, schemas);
  const renamed = new Map(
    [...used]
      .filter((name) => name.endsWith(INPUT_SUFFIX) && !used.has(name.slice(0, -INPUT_SUFFIX.length)))
      .map((name) => [name, name.slice(0, -INPUT_SUFFIX.length)]),
  );
  const kept = Object.entries(schemas)
    .filter(([name]) => used.has(name))
    .map(([name, schema]) => [renamed.get(name) ?? name, schema] as const)
    .toSorted(([one], [other]) => one.localeCompare(other));
  const tidied = { ...document, components: { ...components, schemas: Object.fromEntries(kept) } };
  return JSON.parse(JSON.stringify(tidied), (key, value) =>
    key === '$ref' && typeof value === 'string'
      ? REF_PREFIX + (renamed.get(nameOf(value)) ?? nameOf(value))
      : value,
  );
}

/** The names that are referred to outside the components, and by what these refer to. */
function usedSchemas(document: object, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (value: Json): void => {
    for (const name of referencesIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      visit((schemas[name] ?? null) as Json);
    }
  };
  visit({ ...document, components: null } as unknown as Json);
  return used;
}

function referencesIn(value: Json): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [nameOf(item)] : referencesIn(item as Json),
  );
}

function nameOf(reference: string): string {
  return reference.slice(REF_PREFIX.length);
}
