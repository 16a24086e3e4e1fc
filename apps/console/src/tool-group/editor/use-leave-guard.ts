'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isSigningInAgain } from '../../api-client/browser-api.ts';

/**
 * Asks before somebody leaves a page that holds what is not saved: by a link, or by closing or reloading the page. `leaving` is where they
 * want to go while they are asked.
 */
export function useLeaveGuard(isNeeded: boolean) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<string | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isSigningInAgain()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const target = pageOfClick(event);
      if (target === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving(target);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isNeeded]);
  return {
    leaving,
    /** Asks before it leads there. */
    ask: (target: string) => setLeaving(target),
    stay: () => setLeaving(null),
    leave: () => {
      if (leaving !== null) router.push(leaving as never);
      setLeaving(null);
    },
  };
}

/** The other page of the console that a click leads to in this tab. */
function pageOfClick(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const link = (event.target as Element | null)?.closest?.('a[href]');
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download')) {
    return undefined;
  }
  const url = new URL(link.href);
  const isElsewhere = url.pathname !== window.location.pathname || url.search !== window.location.search;
  if (url.origin !== window.location.origin || !isElsewhere) return undefined;
  return url.pathname + url.search + url.hash;
}
