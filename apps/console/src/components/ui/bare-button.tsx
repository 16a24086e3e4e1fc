'use client';

import type { ComponentProps } from 'react';
import { useAlive } from './use-alive.ts';

/** A button without looks. It is disabled until the page is alive, so that no press is lost; `data-off` says that it was asked to be. */
export function BareButton({ disabled = false, type = 'button', ...props }: ComponentProps<'button'>) {
  const isAlive = useAlive();
  return <button type={type} disabled={disabled || !isAlive} data-off={disabled || undefined} {...props} />;
}
