import type { ReadDocument } from '@tools-provider/event-sourcing';
import {
  type LabelDocument,
  labelProjection,
  type SourceDocument,
  sourceProjection,
  type TaskDocument,
  type ToolGroupDocument,
  taskProjection,
  toolGroupProjection,
} from '@tools-provider/read-model';
import type { HistorySubject } from './history-reader.ts';
import { toolChanges } from './tool-changes.ts';

/** What documents hold for lists, and who changed them when, which every entry of a history says itself. */
const UNTOLD: ReadonlySet<string> = new Set([
  'id',
  'updatedAt',
  'updatedBy',
  'searchWords',
  'nameOrder',
  'titleOrder',
  'dueOrder',
  'openDueOrder',
  'isDecision',
  'hasActivationRequest',
  'selectorCount',
  'explicitToolCount',
  'excludedToolCount',
]);

function shown(document: ReadDocument): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !UNTOLD.has(name)));
}

/** How the history of tool groups is told. */
export const toolGroupHistory: HistorySubject<ToolGroupDocument> = {
  name: 'tool-group',
  project: toolGroupProjection.project,
  shown,
};

/** How the history of tasks is told. */
export const taskHistory: HistorySubject<TaskDocument> = {
  name: 'task',
  project: taskProjection.project,
  shown,
};

/** How the history of sources is told, and what happens to their tools. */
export const sourceHistory: HistorySubject<SourceDocument> = {
  name: 'source',
  project: sourceProjection.project,
  shown,
  ofPart: toolChanges,
};

/** How the history of labels is told. */
export const labelHistory: HistorySubject<LabelDocument> = {
  name: 'label',
  project: labelProjection.project,
  shown,
};

/** Every kind of aggregate that has a history, by where it is served. */
export const historySubjects = {
  '/api/v1/tool-groups': toolGroupHistory,
  '/api/v1/tasks': taskHistory,
  '/api/v1/sources': sourceHistory,
  '/api/v1/labels': labelHistory,
} as const;
