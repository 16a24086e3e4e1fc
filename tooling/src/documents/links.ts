import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The documents whose links are followed, as patterns from the root. */
const DOCUMENTS = [
  '*.md',
  'docs/**/*.md',
  '{apps,packages}/*/README.md',
  '{bench,e2e,lab,tooling}/README.md',
];

const LINK = /\]\((?<target>[^)\s#]+)(?:#[^)\s]*)?\)/g;
const ELSEWHERE = /^[a-z][a-z+.-]*:/;

/** What was found about the links of documents. */
export interface LinkCheck {
  /** How many links lead to files of the repository. */
  readonly links: number;
  /** A sentence for every link that leads nowhere. */
  readonly problems: readonly string[];
}

/** Follows every link in the documents under `root` that leads to a file or folder of the repository. */
export function checkLinks(root: string): LinkCheck {
  let links = 0;
  const problems: string[] = [];
  for (const document of globSync(DOCUMENTS, { cwd: root }).sort()) {
    const text = readFileSync(join(root, document), 'utf8');
    const targets = [...text.matchAll(LINK)].map(({ groups }) => groups?.target ?? '');
    for (const target of targets.filter((each) => !ELSEWHERE.test(each))) {
      links += 1;
      if (!existsSync(join(root, dirname(document), target))) {
        problems.push(`${document} links to ${target}, which is not there`);
      }
    }
  }
  return { links, problems };
}
