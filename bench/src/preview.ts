import {
  type CatalogTool,
  type GroupDefinition,
  PreviewRun,
  type SelectableTool,
  selectable,
  type ToolSelectorInput,
  toolSelector,
} from '@tools-provider/domain';
import { percentile } from './measure.ts';

const TOOLS = 10_000;
const SELECTORS = 20;
const ROUNDS = 9;
const LIMITS = { changes: 50, nearMisses: 20 };

const VERBS = ['get', 'list', 'create', 'delete', 'update', 'find', 'export', 'sync', 'archive', 'restore'];
const NOUNS = ['User', 'Order', 'Invoice', 'Payment', 'Customer', 'Product', 'Ticket', 'Report', 'Webhook'];

type Criteria = Omit<ToolSelectorInput, 'id'>;

/** Selectors of several kinds; the last three are made to be dear, two of them with tools that are made for them. */
const KINDS: Readonly<Record<string, (n: number) => Criteria>> = {
  'globs of name and path': (n) => ({
    namePattern: `${at(VERBS, n)}*${at(NOUNS, n + 1)}*`,
    pathPattern: `/api/v${n % 3}/*/${at(NOUNS, n + 1).toLowerCase()}s/*`,
  }),
  'globs that nothing fits': (n) => ({ namePattern: `*zz${n}*`, pathPattern: `*/q${n}/*` }),
  'globs with ? and sets': (n) => ({
    namePattern: `?et*${at(NOUNS, n)}*`,
    pathPattern: `/api/v[12]/*/${at(NOUNS, n).toLowerCase()}s/*`,
  }),
  'source, method, tag and name': (n) => ({
    sourcePattern: `source ${n}`,
    methodPattern: n % 2 === 0 ? 'GET' : 'P*',
    requiredTags: ['beta'],
    namePattern: `*${at(NOUNS, n)}*`,
  }),
  'regex: of name and path': (n) => ({
    namePattern: `regex:(${at(VERBS, n)}|x)[a-z]*${at(NOUNS, n + 1)}.*${n}`,
    pathPattern: `regex:/api/v[0-${n % 3}]/.*${at(NOUNS, n + 1).toLowerCase()}`,
  }),
  'regex: of any text': (n) => ({
    namePattern: `regex:.*${at(NOUNS, n)}.*${n}`,
    pathPattern: `regex:.*/${at(NOUNS, n + 1).toLowerCase()}s/`,
  }),
  'regex:(a+)+$ and the like': (n) => ({
    namePattern: `regex:(a+)+${n}$`,
    pathPattern: `regex:(.*a){${10 + n}}$`,
  }),
  'globs of 256 characters': (n) => ({
    namePattern: `${'*a'.repeat(120)}*b${n}`,
    pathPattern: `*${'a'.repeat(240)}b${n}`,
  }),
  'the same with ? and sets': (n) => ({
    namePattern: `*${'?[a-z]'.repeat(40)}[${n}]`,
    pathPattern: `${'*?'.repeat(120)}*[${n}]`,
  }),
};

/**
 * Times a preview over 10,000 tools and 20 selectors, of a new definition and of one that changes every selector, by kinds of selectors.
 * What is made to be dear is compared, on tools whose texts are made for it, with harmless expressions, which anybody may use.
 */
export function benchPreview(): void {
  const tools = Array.from({ length: TOOLS }, (_, n) => selectable(ordinaryTool(n)));
  const made = Array.from({ length: TOOLS }, (_, n) => selectable(toolMadeFor(n)));
  for (const [kind, criteria] of Object.entries(KINDS)) {
    const fresh = medianMs(undefined, criteria, tools);
    const changed = medianMs((n) => criteria(n + 1), criteria, tools);
    console.log(
      `${`preview of ${TOOLS} tools, ${kind}`.padEnd(58)} ${ms(fresh)} (all changed ${ms(changed)})`,
    );
  }
  for (const [dear, like] of [
    ['regex:(a+)+$ and the like', 'regex: of any text'],
    ['globs of 256 characters', 'regex: of any text'],
    ['the same with ? and sets', 'regex: of any text'],
  ] as const) {
    const ratio =
      medianMs(undefined, KINDS[dear] as never, made) / medianMs(undefined, KINDS[like] as never, made);
    console.log(`${`${dear}, on texts made for them, to harmless`.padEnd(58)} ${ratio.toFixed(2)}`);
  }
}

function medianMs(
  before: ((n: number) => Criteria) | undefined,
  after: (n: number) => Criteria,
  tools: readonly SelectableTool[],
): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const [present, changed] = [definitionOf(before), definitionOf(after)];
    const start = performance.now();
    const run = new PreviewRun(present, changed, LIMITS);
    for (const tool of tools) run.add(tool);
    run.result();
    return performance.now() - start;
  });
  return percentile(times, 0.5);
}

function definitionOf(criteria: ((n: number) => Criteria) | undefined): GroupDefinition {
  const count = criteria === undefined ? 0 : SELECTORS;
  const selectors = Array.from({ length: count }, (_, n) => toolSelector({ id: `s-${n}`, ...criteria?.(n) }));
  return { selectors, explicitTools: [], excludedTools: [] };
}

function ordinaryTool(n: number): CatalogTool {
  const [verb, noun] = [at(VERBS, n), at(NOUNS, Math.floor(n / 10))];
  return {
    id: `source-${n % 25}:${n}`,
    name: `${verb}${noun}By${at(['Id', 'Name', 'Date'], n)}${n}`,
    sourceName: `Source ${n % 25}`,
    path: `/api/v${n % 3}/customers/{customerId}/${noun.toLowerCase()}s/{id}/${verb}`,
    method: at(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'], n),
    tags: [noun.toLowerCase(), verb, ...(n % 7 === 0 ? ['beta'] : [])],
    labelIds: [],
    status: 'active',
    isEnabled: n % 20 !== 0,
    isSourceEnabled: true,
  };
}

/** Its texts are as long and as alike as those that make backtracking matchers exponential. */
function toolMadeFor(n: number): CatalogTool {
  return { ...ordinaryTool(n), name: `${'a'.repeat(200)}${n}`, path: `/${'a'.repeat(300)}/${n}` };
}

function at(values: readonly string[], n: number): string {
  return values[n % values.length] ?? '';
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`.padStart(7);
}
