'use client';

import type { Me } from '@tools-provider/contracts';
import { createContext, type ReactNode, useContext } from 'react';

const MeContext = createContext<Me | undefined>(undefined);

/** Makes the signed-in person known to everything below. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** The signed-in person. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error('There is no MeProvider around this component.');
  return me;
}
