import { ObjectId } from 'bson';
import { type Doc, decode, encode } from '../bson/codec.ts';
import { bsonType } from '../bson/values.ts';
import type { WriteView } from '../engine/views.ts';
import { ServerError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import type { MatchTrace } from '../query/path.ts';
import type { Collection } from '../storage/collection.ts';
import { StoredDocument } from '../storage/stored-document.ts';
import { refuseChangedId, type Update } from '../update/compile-update.ts';
import { upsertedDocument } from '../update/upsert.ts';
import type { SentDocument } from '../wire/messages.ts';

const LARGEST_DOCUMENT = 16 * 1024 * 1024;

function refuseTooLarge(raw: Buffer): void {
  if (raw.length > LARGEST_DOCUMENT) {
    throw new ServerError(
      10334,
      `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${LARGEST_DOCUMENT}`,
    );
  }
}

function refuseBadId(doc: Doc): void {
  const id = doc._id;
  const isBad = id === undefined || Array.isArray(id) || bsonType(id) === 'BSONRegExp';
  if (isBad) throw new ServerError(53, `The '_id' value cannot be of this type`);
}

/** Inserts a document; an `_id` is made when there is none, and comes first. */
export function insertDocument(view: WriteView, collection: Collection, { raw, doc }: SentDocument): Doc {
  const isKept = Object.keys(doc)[0] === '_id';
  const { _id = new ObjectId(), ...rest } = doc;
  const whole = isKept ? doc : { _id, ...rest };
  const dollar = Object.keys(whole).find((key) => key.startsWith('$'));
  if (dollar !== undefined)
    throw new ServerError(52, `the top-level field name '${dollar}' must not start with $`);
  refuseBadId(whole);
  // The bytes are copied out of the message, which would else live as long as the document is cached.
  const bytes = isKept ? Buffer.from(raw) : encode(whole);
  refuseTooLarge(bytes);
  const rid = collection.newRid();
  view.write(collection, rid, undefined, new StoredDocument(rid, bytes, whole), false);
  return whole;
}

/** Writes an update's result; the same bytes again are no change. The new version, and whether it differs. */
export function updateDocument(
  view: WriteView,
  collection: Collection,
  before: StoredDocument,
  update: Update,
  filter: Filter,
): { after: StoredDocument; isModified: boolean } {
  const trace: MatchTrace = {};
  filter(before.doc, trace);
  const doc = update.apply(before.doc, trace.index, false);
  refuseChangedId(before.doc, doc);
  const raw = encode(doc);
  if (raw.equals(before.raw)) return { after: before, isModified: false };
  refuseTooLarge(raw);
  const after = new StoredDocument(before.rid, raw, doc);
  view.write(collection, before.rid, before, after, update.isReplacement);
  return { after, isModified: true };
}

/** Inserts what an upsert makes of its filter and update. */
export function upsertDocument(
  view: WriteView,
  collection: Collection,
  filter: Doc,
  update: Update,
): StoredDocument {
  const doc = upsertedDocument(filter, update);
  refuseBadId(doc);
  const raw = encode(doc);
  refuseTooLarge(raw);
  const rid = collection.newRid();
  const stored = new StoredDocument(rid, raw, decode(raw));
  view.write(collection, rid, undefined, stored, false);
  return stored;
}

/** Takes a document away. */
export function removeDocument(view: WriteView, collection: Collection, before: StoredDocument): void {
  view.write(collection, before.rid, before, undefined, false);
}
