/** A value at a moment (ms); null: nobody knows. */
export interface LinePoint {
  readonly atMs: number;
  readonly value: number | null;
}

/** What a line is drawn in. */
export interface LineFrame {
  readonly width: number;
  readonly height: number;
  /** The moments at its left and right end. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What its top stands for; its bottom is 0. */
  readonly top: number;
  /** After so long without a value the line is broken off. */
  readonly gapMs: number;
}

/** The runs of a line without a gap, each point as `[x, y]` from the top left. What is not known is a gap, and not zero. */
export function lineRuns(
  points: readonly LinePoint[],
  frame: LineFrame,
): readonly (readonly (readonly [number, number])[])[] {
  const { width, height, fromMs, toMs, top, gapMs } = frame;
  const runs: [number, number][][] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, value } of points) {
    if (value === null || atMs < fromMs) continue;
    if (atMs - lastMs > gapMs) runs.push([]);
    lastMs = atMs;
    const x = ((atMs - fromMs) / (toMs - fromMs)) * width;
    const y = height - (Math.min(value, top) / top) * height;
    runs.at(-1)?.push([rounded(x), rounded(y)]);
  }
  return runs;
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is not below a value. */
export function roundTop(value: number): number {
  if (value <= 1) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * unit >= value) ?? 10) * unit;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
