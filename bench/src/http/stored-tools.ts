import { orderText, searchWords } from '@tools-provider/event-sourcing';
import type { ToolDocument } from '@tools-provider/read-model';
import type { Db } from 'mongodb';
import { storeDocuments, timeOf, uuidOf } from './stored-documents.ts';

const METHODS = ['GET', 'GET', 'POST', 'PUT', 'DELETE'] as const;
const VERBS = ['list', 'read', 'create', 'replace', 'drop'] as const;

/** The label that one tool in a thousand has; its id is the number 1, the one of the label that one in three has is 2. */
export const RARE_LABEL = uuidOf(1);
export const COMMON_LABEL = uuidOf(2);

/** Tools as the read model has them, written past the log, two hundred of each source. */
export function storeTools(db: Db, from: number, to: number): Promise<readonly string[]> {
  return storeDocuments(db, 'tools', toolOf, from, to);
}

function toolOf(n: number): ToolDocument {
  const at = timeOf(n);
  const sourceId = uuidOf(Math.floor(n / 200));
  const operationId = `${VERBS[n % VERBS.length]}Thing${n}`;
  const description = `Works on thing ${n}`;
  const isEnabled = n % 25 !== 0;
  return {
    id: `${sourceId}:${operationId}`,
    sourceId,
    sourceName: `Source ${Math.floor(n / 200)}`,
    isSourceEnabled: true,
    operationId,
    name: operationId,
    description,
    definitionName: operationId,
    definitionDescription: description,
    nameOverride: null,
    descriptionOverride: null,
    method: METHODS[n % METHODS.length] ?? 'GET',
    path: `/things/${n}`,
    tags: [`tag-${n % 20}`, ...(n % 1_000 === 0 ? ['rare'] : [])],
    inputSchema: { type: 'object' },
    isDefinitionDeprecated: false,
    definitionHash: '0123456789abcdef',
    labelIds: [...(n % 1_000 === 0 ? [RARE_LABEL] : []), ...(n % 3 === 0 ? [COMMON_LABEL] : [])],
    status: n % 100 === 0 ? 'deprecated' : 'active',
    isEnabled,
    disabledReason: null,
    isAvailable: isEnabled,
    discoveredAt: at,
    discoveredBy: 'admin',
    updatedAt: at,
    updatedBy: 'admin',
    searchWords: searchWords(operationId, description),
    nameOrder: orderText(operationId),
  };
}
