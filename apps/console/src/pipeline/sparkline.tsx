import { cn } from '../components/ui/cn.ts';
import { count } from '../time/numbers.ts';
import { type LinePoint, lineRuns, roundTop } from './line-path.ts';

interface SparklineProps {
  /** What the line is of, in words. */
  readonly name: string;
  readonly points: readonly LinePoint[];
  /** How far back it goes, in milliseconds. */
  readonly windowMs: number;
  /** How far apart points are. */
  readonly stepMs: number;
  readonly tone: 'accent' | 'warn';
  /** A value in words. */
  readonly words: (value: number) => string;
}

const WIDTH = 300;
const HEIGHT = 44;
const INSET = 2;

/** A small line of the last minutes; where nothing is known, there is none. */
export function Sparkline({ name, points, windowMs, stepMs, tone, words }: SparklineProps) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const highest = Math.max(0, ...known);
  const toMs = points.at(-1)?.atMs ?? 0;
  const runs = lineRuns(points, {
    width: WIDTH,
    height: HEIGHT - 2 * INSET,
    fromMs: toMs - windowMs,
    toMs,
    top: roundTop(highest),
    gapMs: 2.5 * stepMs,
  });
  const minutes = Math.round(windowMs / 60_000);
  return (
    <div className={cn('mt-2', tone === 'warn' ? 'text-warn' : 'text-accent-text')}>
      <svg
        role="img"
        aria-label={`${name} in the last ${count(minutes)} minutes: ${known.length === 0 ? 'not known' : `at most ${words(highest)}`}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-11 w-full overflow-visible"
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} className="stroke-border" strokeWidth="1" />
        {runs.map((run) => {
          const line = run.map(([x, y]) => `${x} ${y + INSET}`).join('L');
          const [first, last] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
          return (
            <g key={first}>
              <path
                d={`M${first} ${HEIGHT - 1}L${line}L${last} ${HEIGHT - 1}Z`}
                className="fill-current opacity-10"
              />
              <path
                d={`M${line}`}
                fill="none"
                vectorEffect="non-scaling-stroke"
                className="stroke-current"
                strokeWidth="1.75"
                strokeLinejoin="round"
                strokeLinecap="round"
              />
            </g>
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-[0.6875rem] text-muted tabular-nums">
        <span>{count(minutes)} min ago</span>
        <span>{known.length === 0 ? 'not known' : `at most ${words(highest)}`}</span>
        <span>now</span>
      </p>
    </div>
  );
}
