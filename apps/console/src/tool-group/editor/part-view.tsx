'use client';

import { partsOfToolId } from '../../tool/tool-name.ts';
import { Criteria } from '../criteria.tsx';
import { selectorOf } from './selector-draft.ts';
import type { Difference, Part } from './three-way.ts';

/** What a difference is about. */
export function subjectOf({ base, yours, theirs }: Difference): string {
  const part = yours ?? theirs ?? base;
  if (part === null) return '';
  if (part.kind === 'text') return part.field === 'name' ? 'Name' : 'Description';
  if (part.kind === 'approval') return 'Approval';
  if (part.kind === 'selector') return part.value.id === '' ? 'A new selector' : `Selector ${part.value.id}`;
  const tool = partsOfToolId(part.toolId).operation;
  return part.kind === 'explicit' ? `Always in: ${tool}` : `Never in: ${tool}`;
}

/** What one side has there. */
export function PartView({ part, kind }: { part: Part | null; kind: Part['kind'] | undefined }) {
  if (part === null)
    return <span className="text-muted">{kind === 'selector' ? 'No such selector' : 'Not named'}</span>;
  if (part.kind === 'text') {
    return part.value === '' ? (
      <span className="text-muted">Empty</span>
    ) : (
      <span className="break-words whitespace-pre-wrap">{part.value}</span>
    );
  }
  if (part.kind === 'approval') return <>{part.value ? 'Needs an approval' : 'Needs none'}</>;
  if (part.kind === 'selector') return <Criteria selector={selectorOf(part.value)} />;
  if (part.kind === 'explicit') return <>Always in</>;
  return <span className="break-words">Never in{part.reason === '' ? '' : `: ${part.reason}`}</span>;
}
