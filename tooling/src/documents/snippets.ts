import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionOf } from './region.ts';

/** The documents whose code is that of files, as patterns from the root. */
const DOCUMENTS = ['docs/guides/*.md', 'packages/{event-sourcing,mediator}/README.md'];

/** A mark, and the block below it: `<!-- path/of/file.ts#region -->`, then a fence. */
const MARKED_BLOCK =
  /^<!-- (?<path>[\w./-]+)(?:#(?<region>[\w-]+))? -->\n```(?<language>\w*)\n(?<code>.*?)^```$/gms;
const TYPESCRIPT_BLOCK = /^```(ts|tsx|typescript)$/gm;

/** What was found about the snippets of documents. */
export interface SnippetCheck {
  readonly snippets: number;
  /** A sentence for everything that is wrong. */
  readonly problems: readonly string[];
}

/**
 * Compares every marked block of the documents under `root` with the file, or the region of it, that its mark names. TypeScript without a
 * mark is a problem, too: nobody compiles it.
 */
export function checkSnippets(root: string): SnippetCheck {
  const problems: string[] = [];
  let snippets = 0;
  for (const document of documentsUnder(root)) {
    const text = readFileSync(join(root, document), 'utf8');
    const blocks = [...text.matchAll(MARKED_BLOCK)];
    snippets += blocks.length;
    for (const block of blocks) {
      const { path, region, code } = partsOf(block);
      const wanted = codeOf(root, path, region);
      if (wanted === undefined)
        problems.push(`${document} shows ${nameOf(path, region)}, which is not there`);
      else if (wanted !== code) {
        problems.push(
          `${document} does not show ${nameOf(path, region)} as it is: \`npm run documents\` copies it again`,
        );
      }
    }
    const unmarked =
      count(text, TYPESCRIPT_BLOCK) - count(blocks.map(([block]) => block).join('\n'), TYPESCRIPT_BLOCK);
    if (unmarked > 0) {
      problems.push(
        `${document} has ${unmarked} blocks of TypeScript that nobody compiles: put \`<!-- path#region -->\` above each`,
      );
    }
  }
  return { snippets, problems };
}

/** Copies into every marked block what its mark names. Answers the documents that have changed. */
export function updateSnippets(root: string): string[] {
  return documentsUnder(root).filter((document) => {
    const before = readFileSync(join(root, document), 'utf8');
    const after = before.replaceAll(MARKED_BLOCK, (...match) => {
      const whole = String(match[0]);
      const { path, region, language, code } = match.at(-1) as Parts;
      const mark = whole.slice(0, whole.indexOf('\n'));
      return `${mark}\n\`\`\`${language}\n${codeOf(root, path, region) ?? code}\`\`\``;
    });
    if (after !== before) writeFileSync(join(root, document), after);
    return after !== before;
  });
}

interface Parts {
  readonly path: string;
  readonly region: string | undefined;
  readonly language: string;
  readonly code: string;
}

function partsOf({ groups }: RegExpExecArray): Parts {
  return groups as unknown as Parts;
}

function codeOf(root: string, path: string, region: string | undefined): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? regionOf(readFileSync(file, 'utf8'), region) : undefined;
}

function nameOf(path: string, region: string | undefined): string {
  return region === undefined ? path : `${path}#${region}`;
}

function documentsUnder(root: string): string[] {
  return globSync(DOCUMENTS, { cwd: root }).sort();
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
