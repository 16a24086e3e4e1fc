'use client';

import { roles } from '@tools-provider/contracts/values';
import { Check } from 'lucide-react';
import { Section } from '../components/ui/card.tsx';
import { roleNames } from '../session/role-names.ts';

/** What each role may do, and where people get theirs. */
export function Roles({ issuer }: { issuer: string | null }) {
  return (
    <Section
      title="People"
      description={
        issuer === null
          ? 'This is a development system: everybody chooses who they are when signing in.'
          : `People and their roles are managed at ${issuer}.`
      }
    >
      <div className="grid gap-x-6 gap-y-4 p-4 sm:grid-cols-3 sm:p-5">
        {roles.map((name) => (
          <div key={name}>
            <h3 className="text-sm font-semibold">{roleNames[name].name}</h3>
            <ul className="mt-1 flex flex-col gap-1 text-[0.8125rem] text-muted">
              {roleNames[name].may.map((what) => (
                <li key={what} className="flex items-start gap-1.5">
                  <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ok" />
                  {what}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
