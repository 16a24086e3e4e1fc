import type { Db } from 'mongodb';
import { withRawDb } from '../read-path/raw-writes.ts';
import { ApiClient } from './api-client.ts';
import type { QueryAddresses } from './read-by-id.ts';
import { uuidOf } from './stored-documents.ts';
import { storeGroups } from './stored-groups.ts';
import { storeTasks } from './stored-tasks.ts';
import { COMMON_LABEL, RARE_LABEL, storeTools } from './stored-tools.ts';

const FEW = 1_000;
const MANY = 100_000;
const CALLS = 9;

interface List {
  readonly of: string;
  readonly store: (db: Db, from: number, to: number) => Promise<unknown>;
  /** Every filter and order, some together, those that few and that many pass. */
  readonly filters: readonly string[];
}

const LISTS: readonly List[] = [
  {
    of: 'tool-groups',
    store: storeGroups,
    filters: [
      '',
      'sort=name',
      'sort=-updatedAt',
      'active=true',
      'active=false&sort=name',
      'requiresApproval=true&sort=-createdAt',
      'hasActivationRequest=true',
      'createdBy=operator-3&sort=name',
      'createdBy=nobody',
      'namePrefix=ship',
      'updatedSince=2026-01-01T00:10:00.000Z',
      'search=support',
      'search=support%20team%20tools',
      'search=tools',
      'search=nothing',
      'active=false&createdBy=operator-0&search=billing',
      'active=true&count=exact',
      'namePrefix=ship&count=exact',
      'search=support&count=exact',
    ],
  },
  {
    of: 'tasks',
    store: storeTasks,
    filters: [
      '',
      'sort=dueAt',
      'sort=title',
      'status=pending',
      'priority=high',
      'assigneeId=person-7&sort=dueAt',
      'department=department-3',
      'createdBy=operator-3',
      'createdBy=nobody',
      'overdue=true',
      'overdue=true&sort=dueAt',
      'dueBefore=2026-01-01T00:10:00.000Z',
      'decision=true',
      'search=review',
      'search=escalated',
      'search=nothing',
      'priority=high&count=exact',
    ],
  },
  {
    of: 'tools',
    store: storeTools,
    filters: [
      '',
      `sourceId=${uuidOf(3)}`,
      'method=DELETE',
      'method=GET&sort=-updatedAt',
      'status=deprecated',
      'enabled=false',
      'available=true',
      'tag=tag-7',
      'tag=rare',
      `labelId=${RARE_LABEL}`,
      `labelId=${COMMON_LABEL}`,
      'search=thing',
      'search=replace',
      'search=nothing',
      'method=PUT&count=exact',
      `labelId=${COMMON_LABEL}&count=exact`,
    ],
  },
];

/** Pages of 50 of a hundred thousand documents of each list, with each filter, against the same of a thousand. */
export async function benchLists({ mongodb, api }: QueryAddresses): Promise<void> {
  const client = new ApiClient(api, 1);
  await client.signIn('operator');
  await withRawDb(mongodb, async (db) => {
    for (const { of, store, filters } of LISTS) {
      await store(db, 0, FEW);
      const few = await measured(client, of, filters);
      await store(db, FEW, MANY);
      const many = await measured(client, of, filters);
      for (const filter of filters) {
        const [small, large] = [few.get(filter) ?? Number.NaN, many.get(filter) ?? Number.NaN];
        const what = `50 ${of}, ${filter === '' ? 'no filter' : decodeURIComponent(filter)}`;
        console.log(
          `${what.padEnd(54)} ${(large / small).toFixed(2)}   (${large.toFixed(1)} ms of ${MANY.toLocaleString('en')}, ${small.toFixed(1)} ms of ${FEW.toLocaleString('en')})`,
        );
      }
    }
  });
  await client.close();
}

/** The best of each filter, in milliseconds. They are asked in turn, so that none has the machine to itself. */
async function measured(
  client: ApiClient,
  of: string,
  filters: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const samples = new Map<string, number[]>(filters.map((filter) => [filter, []]));
  for (let call = 0; call < CALLS; call += 1)
    for (const [filter, times] of samples) {
      const begun = performance.now();
      await client.send('GET', `/api/v1/${of}?limit=50${filter === '' ? '' : `&${filter}`}`);
      times.push(performance.now() - begun);
    }
  return new Map([...samples].map(([filter, times]) => [filter, Math.min(...times)]));
}
