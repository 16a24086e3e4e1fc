interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** How far it is, in words. */
  readonly words: string;
}

/** How far something has come. */
export function ProgressBar({ label, done, total, words }: ProgressBarProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex justify-between gap-4 text-[0.8125rem]">
        <span className="font-medium">{label}</span>
        <span className="text-muted tabular-nums">{words}</span>
      </p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${(100 * done) / Math.max(total, 1)}%` }}
        />
      </div>
    </div>
  );
}
