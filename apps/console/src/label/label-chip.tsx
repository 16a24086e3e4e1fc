import type { Label } from '@tools-provider/contracts';
import { cn } from '../components/ui/cn.ts';

/** A label's name with its colour beside it; the words stay readable whatever the colour is. */
export function LabelChip({
  label,
  className,
}: {
  label: Pick<Label, 'name' | 'color'>;
  className?: string;
}) {
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-1.5 rounded-full border bg-surface px-2 py-px text-xs leading-5 font-medium whitespace-nowrap',
        className,
      )}
    >
      <LabelColor color={label.color} />
      <span className="truncate">{label.name}</span>
    </span>
  );
}

/** A label's colour as a dot. It is drawn and no style, which the page's policy would refuse. */
export function LabelColor({ color, className }: { color: string; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 8 8" className={cn('size-2 shrink-0', className)}>
      <circle cx="4" cy="4" r="3.5" fill={color} className="stroke-foreground/25" strokeWidth="0.75" />
    </svg>
  );
}
