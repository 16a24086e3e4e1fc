import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADER = ['promise', 'test file', 'test title', 'rows'];
const SHORTEST_TITLE = 8;

/** The requirements whose every row must have a guarantee. */
const COMPLETE_FAMILIES: readonly string[] = ['S0', 'S1', 'S2', 'S3', 'S4', 'X'];

/** One promise of `docs/guarantees.md` and the test that shows it. */
export interface Guarantee {
  readonly promise: string;
  /** Path from the root. */
  readonly file: string;
  readonly title: string;
  readonly rows: readonly string[];
}

/** What was read, and every sentence about what is wrong with it. */
export interface GuaranteesReport {
  readonly guarantees: readonly Guarantee[];
  readonly problems: readonly string[];
}

/**
 * Checks `docs/guarantees.md` under `root` against the files it names and the ids of `docs/requirement-ids.json`, each of which must have
 * a guarantee if it is of a complete family.
 */
export function checkGuarantees(root: string, completeFamilies = COMPLETE_FAMILIES): GuaranteesReport {
  const ids = JSON.parse(readFileSync(join(root, 'docs', 'requirement-ids.json'), 'utf8')) as string[];
  const known = new Set(ids);
  const { guarantees, problems } = parseGuarantees(readFileSync(join(root, 'docs', 'guarantees.md'), 'utf8'));
  return {
    guarantees,
    problems: [
      ...problems,
      ...guarantees.flatMap((guarantee) => problemsOf(guarantee, root, known)),
      ...uncovered(ids, completeFamilies, guarantees),
    ],
  };
}

/** Reads the table; a line that is no row of it, or a missing table, is a problem. */
export function parseGuarantees(markdown: string): GuaranteesReport {
  const lines = markdown.split('\n').map((text, index) => ({ text: text.trim(), number: index + 1 }));
  const start = lines.findIndex(({ text }) => cellsOf(text).join() === HEADER.join());
  if (start < 0)
    return { guarantees: [], problems: [`there is no table with the header | ${HEADER.join(' | ')} |`] };
  const rows = lines.slice(start + 2).filter(({ text }) => text.startsWith('|'));
  const problems: string[] = [];
  const guarantees = rows.flatMap(({ text, number }) => {
    const [promise = '', file = '', title = '', ids = '', ...rest] = cellsOf(text);
    if (ids === '' || rest.length > 0) {
      problems.push(`line ${number} needs four cells: ${HEADER.join(', ')}`);
      return [];
    }
    return [{ promise, file: unquoted(file), title: unquoted(title), rows: ids.split(/[,\s]+/) }];
  });
  return { guarantees, problems };
}

function problemsOf({ promise, file, title, rows }: Guarantee, root: string, known: Set<string>): string[] {
  const problems = rows
    .filter((id) => !known.has(id))
    .map((id) => `"${promise}" names the row ${id}, which is none`);
  const path = join(root, file);
  if (!existsSync(path)) return [...problems, `"${promise}" names ${file}, which is not there`];
  if (title.length < SHORTEST_TITLE) return [...problems, `"${promise}" names no title to look for`];
  const text = readFileSync(path, 'utf8');
  if (!text.includes(title)) return [...problems, `${file} does not hold the title "${title}"`];
  if (file.endsWith('.md') && !hasHeading(text, title))
    problems.push(`${file} holds "${title}", but not as a heading`);
  if (isSkipped(text, title)) problems.push(`${file} holds "${title}", but skips it`);
  return problems;
}

function uncovered(
  ids: readonly string[],
  completeFamilies: readonly string[],
  guarantees: readonly Guarantee[],
): string[] {
  const covered = new Set(guarantees.flatMap(({ rows }) => rows));
  const missing = ids.filter((id) => completeFamilies.includes(familyOf(id)) && !covered.has(id));
  return missing.length === 0 ? [] : [`no guarantee covers ${missing.join(', ')}`];
}

/** `S1` of `S1.12`, `X` of `X3`. */
function familyOf(id: string): string {
  return /^X\d/.test(id) ? 'X' : (id.split('.')[0] ?? id);
}

function hasHeading(markdown: string, title: string): boolean {
  return markdown.split('\n').some((line) => /^#{1,6} +(.+?) *$/.exec(line)?.[1] === title);
}

/** Whether the title is that of a test that never runs. */
function isSkipped(source: string, title: string): boolean {
  return source
    .split(title)
    .slice(0, -1)
    .some((before) => /\.(skip|todo)\(\s*['"`]$/.test(before));
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|') || !line.endsWith('|') || line.length < 2) return [];
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

function unquoted(cell: string): string {
  return cell.replace(/^`(.*)`$/, '$1');
}
