import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { unreadableDocument } from '../errors.ts';

// Merge keys are of YAML 1.1, and in use.
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * The value of a text in JSON or YAML 1.2. Throws `unreadable-document` with the line, and with nothing of the text. What aliases repeat
 * is one object in several places.
 */
export function parseText(text: string, maxDepth: number): unknown {
  const content = text.replace(/^\uFEFF/, '');
  if (!/^\s*[{[]/.test(content)) return parseYaml(content, maxDepth, yamlReason);
  try {
    return JSON.parse(content);
  } catch (error) {
    // What begins like JSON may still be YAML's flow style; if it is neither, JSON is what was meant.
    return parseYaml(content, maxDepth, () => jsonReason(error, content));
  }
}

function parseYaml(text: string, maxDepth: number, reasonOf: (error: unknown) => string): unknown {
  try {
    return load(text, { schema: SCHEMA, maxDepth });
  } catch (error) {
    throw unreadableDocument('The text is neither JSON nor YAML', [{ pointer: '', detail: reasonOf(error) }]);
  }
}

function yamlReason(error: unknown): string {
  if (!(error instanceof YAMLException)) return 'cannot be parsed';
  const { mark, reason } = error;
  const where = mark === undefined ? '' : `line ${mark.line + 1}, column ${mark.column + 1}: `;
  // The reason ends with the name of a tag or an anchor, where it has one; that is text of the document.
  return `${where}${reason.replace(/[!"<].*$/s, '').trim()}`;
}

function jsonReason(error: unknown, text: string): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  if (position === undefined) return 'is not valid JSON';
  const lines = text.slice(0, Number(position)).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: is not valid JSON`;
}
