import { Timestamp } from 'bson';
import type { Doc } from '../bson/codec.ts';
import type { OplogEntry } from '../storage/oplog.ts';

/** Finds the document an update event is about as it is now, null when it is gone. */
export type LookUp = (entry: OplogEntry, id: unknown) => Doc | null;

/** The change event of a log entry, in the server's form. `lookUp` fills `fullDocument` of updates. */
export function changeEvent(entry: OplogEntry, token: Doc, lookUp?: LookUp): Doc {
  const { op, db, name, body, at, position } = entry;
  const head = {
    _id: token,
    operationType: op,
    clusterTime: new Timestamp({ t: Math.floor(at / 1000), i: position & 0x7fffffff }),
    wallTime: new Date(at),
  };
  const ns = name === '' ? { db } : { db, coll: name };
  switch (op) {
    case 'insert':
      return { ...head, fullDocument: body, ns, documentKey: { _id: body._id } };
    case 'replace':
      return { ...head, fullDocument: body.fullDocument, ns, documentKey: body.documentKey };
    case 'update': {
      const { documentKey, updateDescription } = body;
      const full = lookUp && { fullDocument: lookUp(entry, (documentKey as Doc)._id) };
      return { ...head, ...full, ns, documentKey, updateDescription };
    }
    case 'delete':
      return { ...head, ns, documentKey: body.documentKey };
    default:
      return { ...head, ns };
  }
}

/** The last event of a stream whose collection or database was dropped. */
export function invalidateEvent(entry: OplogEntry, token: Doc): Doc {
  const { _id, operationType, clusterTime, wallTime } = changeEvent(entry, token);
  return { _id, operationType: operationType && 'invalidate', clusterTime, wallTime };
}
