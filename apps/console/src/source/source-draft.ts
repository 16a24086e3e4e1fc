import type { SourceKind } from '@tools-provider/contracts';
import type { DocumentDraft } from './document-field.tsx';

/** A source as its form has it; what belongs to another way is kept, so that going back and forth loses nothing. */
export interface SourceDraft {
  readonly way: SourceKind | 'document';
  readonly name: string;
  readonly url: string;
  readonly document: DocumentDraft;
}

/** A form that nothing was written into. */
export const blankSource: SourceDraft = {
  way: 'document',
  name: '',
  url: '',
  document: { text: '', fileName: '' },
};

/** What the form says, as the api takes it; not checked yet. */
export function bodyOfSource({ way, name, url, document }: SourceDraft): unknown {
  if (way === 'document') return { name, document: document.text };
  return { name, kind: way, url };
}

/** A name to begin with: `orders-v2.yaml` is called orders-v2. */
export function nameOfFile(fileName: string): string {
  return fileName.replace(/\.(json|ya?ml)$/i, '').slice(0, 200);
}
