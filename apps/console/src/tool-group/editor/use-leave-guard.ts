'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isSigningInAgain } from '../../api-client/browser-api.ts';
import { leaving as pageLeaving } from '../../shell/leaving.ts';

/**
 * Asks before somebody leaves a page that holds what is not saved: by a link, by the palette or a key, or by closing or reloading the page.
 * `leaving` is where they want to go while they are asked.
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
    const release = pageLeaving.hold((target) => {
      if (isElsewhere(new URL(target, window.location.href))) setLeaving(target);
    });
    return () => {
      release();
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
  if (url.origin !== window.location.origin || !isElsewhere(url)) return undefined;
  return url.pathname + url.search + url.hash;
}

function isElsewhere({ pathname, search }: URL): boolean {
  return pathname !== window.location.pathname || search !== window.location.search;
}
