import { toolSelector } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import type { Db } from 'mongodb';
import { storeDocuments, timeOf, uuidOf } from './stored-documents.ts';

/** Groups as the read model has them, written past the log: a hundred thousand are there in seconds. */
export function storeGroups(db: Db, from: number, to: number): Promise<readonly string[]> {
  return storeDocuments(db, 'tool-groups', groupOf, from, to);
}

/** One in twenty is inactive, one in five thousand has a request, and ten operators have made them. */
function groupOf(n: number): ToolGroupDocument {
  const at = timeOf(n);
  const name = `${WORDS[n % WORDS.length]} tools of team ${n}`;
  const by = `operator-${n % 10}`;
  return {
    id: uuidOf(n),
    name,
    description: `Tools that the team ${n} works with`,
    selectors: [toolSelector({ id: 'sel-1', namePattern: `team-${n}-*` })],
    explicitTools: [],
    excludedTools: [],
    selectorCount: 1,
    explicitToolCount: 0,
    excludedToolCount: 0,
    isActive: n % 20 !== 0,
    deactivationReason: null,
    requiresApproval: n % 7 === 0,
    activationRequest: null,
    hasActivationRequest: n % 5_000 === 0,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    searchWords: searchWords(name, `Tools that the team ${n} works with`),
    nameOrder: orderText(name),
  };
}

const WORDS = ['Billing', 'Support', 'Shipping', 'Reporting', 'Marketing', 'Research', 'Warehouse'];
