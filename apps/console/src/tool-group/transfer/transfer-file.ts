import '../../api-client/no-eval.ts';
import {
  aggregateId,
  type ReplaceToolGroupBody,
  replaceToolGroupBody,
  revision,
} from '@tools-provider/contracts';
import { z } from 'zod';
import { type FieldErrors, fieldErrorsOfIssues } from '../../api-client/field-errors.ts';
import { FORMAT, VERSION } from './transfer-text.ts';

/** How many groups one file may hold, and how many characters. */
export const MOST_GROUPS = 1_000;
export const MOST_CHARACTERS = 20_000_000;

const { requiresApproval, ...whole } = replaceToolGroupBody.shape;
const transferred = z.strictObject({
  id: aggregateId.optional(),
  /** The revision that was exported; only said, and never demanded. */
  revision: revision.optional(),
  ...whole,
  requiresApproval: z.boolean().default(false),
});

const envelope = z.object({
  format: z.literal(FORMAT, `must be "${FORMAT}"`),
  version: z.literal(VERSION, `must be ${VERSION}: this console knows no other`),
  toolGroups: z
    .array(z.unknown())
    .min(1, 'holds no tool group')
    .max(MOST_GROUPS, `holds more than ${MOST_GROUPS} tool groups`),
});

/** One group of a file. `errors` says what is wrong with it, by place. */
export type TransferredGroup =
  | {
      readonly kind: 'readable';
      readonly name: string;
      readonly id: string | null;
      readonly revision: number | null;
      readonly definition: ReplaceToolGroupBody;
    }
  | { readonly kind: 'wrong'; readonly name: string; readonly errors: FieldErrors };

/** What a text holds: the groups, each by itself, or what is wrong with the whole. */
export type TransferFile =
  | { readonly kind: 'groups'; readonly groups: readonly TransferredGroup[] }
  | { readonly kind: 'no-file'; readonly errors: FieldErrors };

/** Reads such a text. One group that is wrong leaves the others as they are. */
export function readTransferText(text: string): TransferFile {
  if (text.length > MOST_CHARACTERS) return noFile(`It is longer than ${MOST_CHARACTERS} characters.`);
  let json: unknown;
  try {
    // Some editors put a mark in front of the text, which is no JSON.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return noFile(`It is not JSON: ${(error as Error).message}`);
  }
  const file = envelope.safeParse(json);
  if (!file.success) return { kind: 'no-file', errors: fieldErrorsOfIssues(file.error.issues) };
  const ids = new Set<string>();
  return { kind: 'groups', groups: file.data.toolGroups.map((group) => readGroup(group, ids)) };
}

function noFile(detail: string): TransferFile {
  return { kind: 'no-file', errors: { '': detail } };
}

function readGroup(json: unknown, ids: Set<string>): TransferredGroup {
  const group = transferred.safeParse(json);
  if (!group.success) {
    return { kind: 'wrong', name: nameOf(json), errors: fieldErrorsOfIssues(group.error.issues) };
  }
  const { id = null, revision = null, ...definition } = group.data;
  const { name } = definition;
  if (id !== null && ids.has(id)) {
    return { kind: 'wrong', name, errors: { id: 'Another group of this file has the same id.' } };
  }
  if (id !== null) ids.add(id);
  return { kind: 'readable', name, id, revision, definition };
}

function nameOf(json: unknown): string {
  const name = json !== null && typeof json === 'object' ? (json as { name?: unknown }).name : undefined;
  return typeof name === 'string' && name.trim() !== ''
    ? name.trim().slice(0, 200)
    : 'A group without a name';
}
