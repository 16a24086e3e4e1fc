import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** How a pill looks, by what it says. */
export const pillVariants = cva(
  'inline-flex max-w-full items-center gap-1.5 rounded-full border px-2 py-px text-xs leading-5 font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        ok: 'border-ok-border bg-ok-soft text-ok',
        wait: 'border-wait-border bg-wait-soft text-wait',
        warn: 'border-warn-border bg-warn-soft text-warn',
        bad: 'border-bad-border bg-bad-soft text-bad',
        odd: 'border-odd-border bg-odd-soft text-odd',
        plain: 'border-border bg-sunken text-muted',
        hollow: 'border-dashed border-field-border text-muted',
        accent: 'border-transparent bg-accent-soft text-accent-text',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
);

/** A few words about a state. */
export function Pill({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof pillVariants>) {
  return <span className={cn(pillVariants({ tone }), className)} {...props} />;
}
