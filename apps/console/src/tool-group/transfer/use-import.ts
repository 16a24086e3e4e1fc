'use client';

import type { WrittenToolGroup } from '@tools-provider/contracts';
import { useEffect, useRef, useState } from 'react';
import { browserApi } from '../../api-client/browser-api.ts';
import { isUnanswered } from '../../api-client/wish-keys.ts';
import { aggregateKey } from '../../consistency/known-revision.ts';
import { useLedger } from '../../live/live-provider.tsx';
import { useMe } from '../../session/me.tsx';
import { mayWaiveApproval } from '../../session/permissions.ts';
import { importGroup } from './import-group.ts';
import { type PlannedGroup, planGroup } from './import-plan.ts';
import { inParallel } from './in-parallel.ts';
import type { TransferredGroup } from './transfer-file.ts';

const AT_ONCE = 4;

/** What became of a planned group. `unknown`: nobody answered, so it may be done; doing it again does it once. */
export type Outcome =
  | { readonly kind: 'saving' }
  | { readonly kind: 'done'; readonly written: WrittenToolGroup }
  | { readonly kind: 'refused' | 'unknown'; readonly error: unknown };

/** A group of the plan, the key of what is done with it, and what became of that. */
export interface ImportRow {
  readonly key: string;
  readonly plan: PlannedGroup;
  readonly outcome: Outcome | null;
}

export type ImportState =
  | { readonly kind: 'choosing'; readonly error: unknown }
  | { readonly kind: 'looking'; readonly done: number; readonly total: number }
  | { readonly kind: 'planned' | 'saving' | 'over'; readonly rows: readonly ImportRow[] };

const CHOOSING: ImportState = { kind: 'choosing', error: null };

/** An import of groups: a dry run of each, and then, when a person says so, each by itself. */
export function useImport() {
  const [state, setState] = useState<ImportState>(CHOOSING);
  const ledger = useLedger();
  const mayWaive = mayWaiveApproval(useMe());
  const looking = useRef<AbortController>(null);
  useEffect(() => () => looking.current?.abort(), []);

  const look = async (groups: readonly TransferredGroup[]) => {
    looking.current?.abort();
    const ending = new AbortController();
    looking.current = ending;
    let done = 0;
    setState({ kind: 'looking', done, total: groups.length });
    try {
      const planning = { api: browserApi, signal: ending.signal, mayWaiveApproval: mayWaive };
      const plans = await inParallel(groups, AT_ONCE, async (group) => {
        const plan = await planGroup(group, planning);
        done += 1;
        setState({ kind: 'looking', done, total: groups.length });
        return plan;
      });
      const rows = plans.map((plan) => ({ key: crypto.randomUUID(), plan, outcome: null }));
      setState({ kind: 'planned', rows });
    } catch (error) {
      if (!ending.signal.aborted) setState({ kind: 'choosing', error });
    }
  };

  const settle = (key: string, outcome: Outcome) =>
    setState((before) => {
      if (!('rows' in before)) return before;
      return { ...before, rows: before.rows.map((row) => (row.key === key ? { ...row, outcome } : row)) };
    });

  const save = async (rows: readonly ImportRow[]) => {
    setState({ kind: 'saving', rows });
    await inParallel(rows.filter(isToDo), AT_ONCE, async ({ key, plan }) => {
      if (plan.kind !== 'create' && plan.kind !== 'change') return;
      settle(key, { kind: 'saving' });
      try {
        const written = await importGroup(plan, key, browserApi);
        const { id, revision: head } = written;
        const observation = { head, projected: null, status: null, heardAt: Date.now() };
        ledger.note(aggregateKey('tool-group', id), observation);
        settle(key, { kind: 'done', written });
      } catch (error) {
        settle(key, { kind: isUnanswered(error) ? 'unknown' : 'refused', error });
      }
    });
    setState((before) => ('rows' in before ? { kind: 'over', rows: before.rows } : before));
  };

  return { state, look, save, startAgain: () => setState(CHOOSING) };
}

/** Whether something is left to do about a group: it would be created or changed, and is not yet, as far as anybody knows. */
export function isToDo({ plan, outcome }: ImportRow): boolean {
  if (plan.kind !== 'create' && plan.kind !== 'change') return false;
  return outcome === null || outcome.kind === 'unknown';
}
