import { problem } from '@tools-provider/contracts';

/** A refusal that a route describes itself, for its schema. */
export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: problem } } };
}
