import type { Doc } from '../bson/codec.ts';
import { isDocument, isTrue } from '../bson/values.ts';
import type { Engine } from '../engine/engine.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { decodeToken, historyLost } from './resume-token.ts';

/** Where a change stream starts, and what its events carry. */
export interface ChangeStreamOptions {
  readonly position: number;
  readonly looksUp: boolean;
}

const SERVED = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'allChangesForCluster',
  'showExpandedEvents',
]);

function startPosition(engine: Engine, spec: Doc): number {
  const { resumeAfter, startAfter } = spec;
  if (resumeAfter !== undefined && startAfter !== undefined) {
    throw new ServerError(50674, 'Only one type of resume option is allowed, but multiple were found.');
  }
  const token = resumeAfter ?? startAfter;
  if (token === undefined) return engine.oplog.last;
  const point = decodeToken(token);
  if (point.isInvalidate && resumeAfter !== undefined) {
    throw new ServerError(
      260,
      'Attempting to resume a change stream using resumeAfter is not allowed from an invalidate notification.',
    );
  }
  if (point.identity !== engine.identity || !engine.oplog.reaches(point.position)) throw historyLost();
  return point.position;
}

/** Reads the `$changeStream` stage; options that are not served are refused by name. */
export function readChangeStream(engine: Engine, spec: unknown): ChangeStreamOptions {
  if (!isDocument(spec)) throw badValue('the $changeStream stage must be an object');
  for (const option of Object.keys(spec)) {
    if (!SERVED.has(option)) throw notServed(`the change stream option ${option}`);
  }
  const { fullDocument = 'default', fullDocumentBeforeChange = 'off' } = spec;
  if (fullDocument !== 'default' && fullDocument !== 'updateLookup') {
    throw notServed(`a change stream with fullDocument '${String(fullDocument)}'`);
  }
  if (fullDocumentBeforeChange !== 'off') throw notServed('a change stream with fullDocumentBeforeChange');
  if (isTrue(spec.showExpandedEvents)) throw notServed('a change stream with showExpandedEvents');
  return { position: startPosition(engine, spec), looksUp: fullDocument === 'updateLookup' };
}
