/** A field of what a tool takes, as people read it. */
export interface SchemaField {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** What else is asked of it: `at most 100`, `one of a, b`. */
  readonly limits: readonly string[];
  readonly children: readonly SchemaField[];
}

type Json = Readonly<Record<string, unknown>>;

/** Deeper than this, and below a definition that refers to itself, only the JSON Schema tells. */
const DEEPEST = 6;

/** What is told at most: definitions that refer to each other make millions of fields and texts of a few lines. */
const MOST_FIELDS = 500;
const MOST_CHARACTERS = 200_000;
/** How many types of one choice. */
const MOST_CHOICES = 8;

/**
 * The fields that a JSON Schema of an object describes, those of objects and arrays in it below them; the first few hundred. It takes little
 * time whatever a source says.
 */
export function schemaFields(schema: Json): readonly SchemaField[] {
  return fieldsOf(schema, {
    root: schema,
    seen: [],
    left: { fields: MOST_FIELDS, characters: MOST_CHARACTERS },
  });
}

interface Place {
  readonly root: Json;
  /** The definitions that this is in, so that one which refers to itself ends. */
  readonly seen: readonly string[];
  /** What may still be told, wherever it is. */
  readonly left: { fields: number; characters: number };
}

function fieldsOf(schema: Json, place: Place): readonly SchemaField[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = Object.entries(objectOf(schema.properties)).slice(0, place.left.fields);
  // Those of one level come before what is below any of them.
  place.left.fields -= fields.length;
  return fields.map(([name, value]) => {
    const { schema: resolved, place: inside } = resolve(objectOf(value), place);
    const items = objectOf(resolved.items);
    const nested = resolved.type === 'array' ? resolve(items, inside) : { schema: resolved, place: inside };
    const isDeep = inside.seen.length >= DEEPEST || nested.place.seen.length >= DEEPEST;
    return {
      name,
      type: told(typeOf(resolved, inside), place),
      isRequired: required.has(name),
      description: typeof resolved.description === 'string' ? told(resolved.description, place) : '',
      limits: [
        ...limitsOf(resolved),
        ...(nested.schema === resolved ? [] : limitsOf(nested.schema).map((limit) => `each ${limit}`)),
      ].map((limit) => told(limit, place)),
      children: isDeep ? [] : fieldsOf(nested.schema, deeper(nested.place)),
    };
  });
}

/** The text, or as much of it as may still be told. */
function told(text: string, { left }: Place): string {
  const most = left.characters;
  left.characters = Math.max(0, most - text.length);
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

function deeper(place: Place): Place {
  return { ...place, seen: [...place.seen, ''] };
}

/** What a `$ref` refers to, unless this is already in it. */
function resolve(schema: Json, place: Place): { schema: Json; place: Place } {
  const { $ref } = schema;
  if (typeof $ref !== 'string' || !$ref.startsWith('#')) return { schema, place };
  if (place.seen.includes($ref)) return { schema: { type: nameOf($ref) }, place };
  const { $ref: _, ...beside } = schema;
  const found = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => objectOf(at)[unescaped(step)], place.root);
  return resolve({ ...objectOf(found), ...beside }, { ...place, seen: [...place.seen, $ref] });
}

function typeOf(schema: Json, place: Place): string {
  const { type, items, format } = schema;
  // What is below a type is in it too: a list of itself, or a choice of itself, ends as deep as fields do.
  const below = (value: unknown) => {
    const { schema: resolved, place: inside } = resolve(objectOf(value), place);
    return inside.seen.length >= DEEPEST ? 'any' : typeOf(resolved, deeper(inside));
  };
  if (type === 'array') return `${below(items)}[]`;
  const format_ = typeof format === 'string' ? ` (${format})` : '';
  if (typeof type === 'string') return `${type}${format_}`;
  if (Array.isArray(type)) return `${type.join(' | ')}${format_}`;
  for (const word of ['oneOf', 'anyOf'] as const) {
    const choices = schema[word];
    if (!Array.isArray(choices)) continue;
    return [...new Set(choices.slice(0, MOST_CHOICES).flatMap((each) => below(each).split(' | ')))].join(
      ' | ',
    );
  }
  if (schema.properties !== undefined) return 'object';
  return Array.isArray(schema.enum) ? typeof schema.enum[0] : 'any';
}

function limitsOf(schema: Json): readonly string[] {
  const words: Readonly<Record<string, (value: unknown) => string>> = {
    enum: (value) => `one of ${Array.isArray(value) ? value.map(literal).join(', ') : literal(value)}`,
    const: (value) => `always ${literal(value)}`,
    default: (value) => `default ${literal(value)}`,
    minimum: (value) => `at least ${literal(value)}`,
    maximum: (value) => `at most ${literal(value)}`,
    minLength: (value) => `at least ${literal(value)} characters`,
    maxLength: (value) => `at most ${literal(value)} characters`,
    minItems: (value) => `at least ${literal(value)} items`,
    maxItems: (value) => `at most ${literal(value)} items`,
    pattern: (value) => `like ${literal(value)}`,
  };
  return Object.entries(words).flatMap(([name, wordsOf]) =>
    schema[name] === undefined ? [] : [wordsOf(schema[name])],
  );
}

function literal(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function nameOf(ref: string): string {
  return unescaped(ref.split('/').at(-1) ?? ref);
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
