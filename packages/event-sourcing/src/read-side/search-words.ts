/** As many different words of a document are found, from its beginning. */
const MOST_WORDS = 200;

/** Of a longer word only this much counts, in UTF-16 code units. */
const LONGEST_WORD = 40;

const WORDS = /[\p{L}\p{N}]+/gu;
const HUMPS = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u;

/**
 * The words by which a document with these texts is found, each once: runs of letters and digits, in lower case and without accents, and
 * what begins at a capital within them (`getUser` is found by `getuser` and by `user`). At most 200, none longer than 40 characters.
 */
export function searchWords(...texts: readonly string[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [run] of plain(text).matchAll(WORDS)) {
      for (const word of startsOf(run)) {
        if (words.size === MOST_WORDS) return [...words];
        words.add(word);
      }
    }
  }
  return [...words];
}

/** What a search looks for, longest first: every one must begin one of a document's {@link searchWords}. Only signs: none. */
export function searchedPrefixes(search: string): readonly string[] {
  const runs = [...plain(search).matchAll(WORDS)].map(([run]) => cut(run));
  const distinct = [...new Set(runs)].toSorted((one, other) => other.length - one.length);
  return distinct.filter((word, n) => !distinct.slice(0, n).some((longer) => longer.startsWith(word)));
}

/** The end of the range of texts that begin with `prefix`, in the order of MongoDB (by code points). */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** A text as lists are ordered by it: capital letters and accents make no difference. */
export function orderText(text: string): string {
  return plain(text).toLowerCase();
}

function startsOf(run: string): readonly string[] {
  const parts = run.split(HUMPS);
  return parts.map((_, n) => cut(parts.slice(n).join('')));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

function cut(word: string): string {
  return word.toLowerCase().slice(0, LONGEST_WORD);
}
