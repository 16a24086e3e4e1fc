import type { Pipeline } from '@tools-provider/contracts';
import type { LiveConnection } from '../consistency/badge-state.ts';
import { counted } from '../time/numbers.ts';
import { switchesForAll } from './switch-words.ts';

/** What the banner says. `waiting` changes all the time and is therefore not announced. */
export interface BannerWords {
  readonly tone: 'warn' | 'plain';
  readonly sentence: string;
  readonly waiting?: string;
}

/** What everybody has to know about the way from a change to the screen; undefined when all is well. */
export function bannerWords(
  connection: LiveConnection,
  pipeline: Pipeline | undefined,
  lagMs: number | null,
): BannerWords | undefined {
  if (connection === 'down') {
    return {
      tone: 'plain',
      sentence:
        'Live updates are interrupted. The console is connecting again; until then badges say unknown.',
    };
  }
  if (pipeline?.worker === 'unknown') {
    return {
      tone: 'plain',
      sentence: 'The read model cannot be asked right now. Changes are saved; what you see may be old.',
    };
  }
  const sentence =
    pipeline?.worker === 'away'
      ? 'The reconciliator is away — changes are saved and will show when it is back.'
      : switchesForAll(pipeline?.switches ?? null);
  if (pipeline === undefined || sentence === undefined) return undefined;
  const waiting = waitingWords(pipeline, lagMs);
  return waiting === undefined ? { tone: 'warn', sentence } : { tone: 'warn', sentence, waiting };
}

function waitingWords({ lagAggregates, lagEvents }: Pipeline, lagMs: number | null): string | undefined {
  if (lagEvents === null || lagEvents === 0) return undefined;
  const where = lagAggregates === null ? '' : `${counted(lagAggregates, 'aggregate')} / `;
  const since = lagMs === null ? '' : `, for ${Math.floor(lagMs / 1000)} s`;
  return `${where}${counted(lagEvents, 'event')} waiting${since}`;
}
