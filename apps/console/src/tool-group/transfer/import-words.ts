import { counted } from '../../time/numbers.ts';
import type { ImportRow } from './use-import.ts';

/** What a plan comes to: `2 groups would be created, 1 is like that already.` */
export function planWords(rows: readonly ImportRow[]): string {
  const of = (kind: ImportRow['plan']['kind']) => rows.filter(({ plan }) => plan.kind === kind).length;
  return sentence([
    [of('create'), 'would be created'],
    [of('change'), 'would be changed'],
    [of('unchanged'), 'like that already'],
    [of('wrong'), 'cannot be imported'],
  ]);
}

/** What an import has come to so far. */
export function importWords(rows: readonly ImportRow[]): string {
  const done = (kind: 'create' | 'change') =>
    rows.filter(({ plan, outcome }) => plan.kind === kind && outcome?.kind === 'done').length;
  const became = (kind: string) => rows.filter(({ outcome }) => outcome?.kind === kind).length;
  return sentence([
    [done('create'), 'created'],
    [done('change'), 'changed'],
    [became('refused'), 'refused'],
    [became('unknown'), 'without an answer'],
  ]);
}

function sentence(parts: readonly (readonly [number, string])[]): string {
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${counted(number, 'group')} ${what}`);
  return said.length === 0 ? 'Nothing yet.' : `${said.join(', ')}.`;
}
