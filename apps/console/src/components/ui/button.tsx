import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { BareButton } from './bare-button.tsx';
import { cn } from './cn.ts';

/** How a button looks; also for links that look like one. */
export const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none data-off:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-foreground shadow-card hover:bg-accent-hover',
        outline: 'border border-field-border/60 bg-surface shadow-card hover:bg-sunken',
        ghost: 'text-muted hover:bg-sunken hover:text-foreground',
        danger:
          'border border-field-border/60 bg-surface text-bad shadow-card hover:border-bad-border hover:bg-bad-soft',
      },
      size: {
        medium: 'h-(--control) px-3.5 text-sm',
        small: 'h-8 px-2.5 text-[0.8125rem]',
        icon: 'size-8',
      },
    },
    defaultVariants: { variant: 'outline', size: 'medium' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonVariants>;

/** A button; `type` is `button` unless told. */
export function Button({ className, variant, size, ...props }: ButtonProps) {
  return <BareButton className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
