import { own } from '../sorted-json.ts';
import { cut, type WarningList } from '../warning-list.ts';
import { pointerTo } from './json-pointer.ts';
import type { Operation } from './operations.ts';

const MAX_DESCRIPTION = 4_000;
const MAX_TAGS = 50;
const MAX_TAG = 100;

/** An operation's summary and description, as far as they differ. */
export function descriptionOf({ value, place }: Operation, warnings: WarningList): string {
  const texts = ['summary', 'description'].flatMap((key) => {
    const text = own(value, key);
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [];
  });
  return boundedDescription([...new Set(texts)].join('\n\n'), pointerTo(place, 'description'), warnings);
}

/** A description that is not too long; of one that is its beginning, with a warning. */
export function boundedDescription(text: string, place: string, warnings: WarningList): string {
  if (text.length > MAX_DESCRIPTION)
    warnings.add(place, `has more than ${MAX_DESCRIPTION} characters, and is cut there`);
  return cut(text, MAX_DESCRIPTION);
}

/** An operation's tags, each once. */
export function tagsOf({ value, place }: Operation, warnings: WarningList): readonly string[] {
  const declared = own(value, 'tags') ?? [];
  const list: readonly unknown[] = Array.isArray(declared) ? declared : [];
  const usable = list
    .filter((tag) => typeof tag === 'string' && tag.trim() !== '')
    .map((tag) => String(tag).trim());
  const tags = [...new Set(usable)].filter((tag) => tag.length <= MAX_TAG).slice(0, MAX_TAGS);
  if (!Array.isArray(declared) || usable.length < list.length || tags.length < new Set(usable).size)
    warnings.add(
      pointerTo(place, 'tags'),
      `holds what is no tag of up to ${MAX_TAG} characters, or more than ${MAX_TAGS}`,
    );
  return tags;
}
