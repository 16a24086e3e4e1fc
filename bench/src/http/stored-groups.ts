import { toolSelector } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import type { Db } from 'mongodb';

const COLLECTION = 'tool-groups';
const BATCH = 2_000;

/** Groups as the read model has them, written past the log: a hundred thousand are there in seconds. */
export async function storeGroups(db: Db, from: number, to: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let begin = from; begin < to; begin += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - begin) }, (_, n) => rowOf(begin + n));
    await db.collection<{ _id: string }>(COLLECTION).insertMany(rows, { ordered: false });
    ids.push(...rows.map(({ _id }) => _id));
  }
  return ids;
}

function rowOf(n: number) {
  const { id, ...document } = groupOf(n);
  return { ...document, _id: id, revision: 0, projectedAt: document.updatedAt };
}

/** One in twenty is inactive, one in five thousand has a request, and ten operators have made them. */
function groupOf(n: number): ToolGroupDocument {
  const at = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  const name = `${WORDS[n % WORDS.length]} tools of team ${n}`;
  const by = `operator-${n % 10}`;
  return {
    id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
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
