'use client';

import type { CreatedServiceToken } from '@tools-provider/contracts';
import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Input } from '../components/ui/field.tsx';
import { toast } from '../components/ui/toast.ts';

/** A new token, for the only time that it can be seen; or that it was lost on the way, and what to do then. */
export function TokenSecret({
  created,
  apiUrl,
  onDone,
}: {
  created: CreatedServiceToken;
  apiUrl: string;
  onDone: () => void;
}) {
  const { token } = created;
  return (
    <div className="flex flex-col gap-4 text-sm">
      {token === null ? (
        <p role="alert" className="rounded-lg border border-warn-border bg-warn-soft px-3.5 py-2.5 text-warn">
          <span className="font-semibold">The token was made, but its only showing was lost on the way.</span>{' '}
          Nobody can see it any more: revoke it, and make another.
        </p>
      ) : (
        <>
          <p className="flex items-start gap-2.5 rounded-lg border border-warn-border bg-warn-soft px-3.5 py-2.5 text-warn">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              <span className="font-semibold">Copy it now.</span> It is shown here and never again; only a
              hash of it is kept.
            </span>
          </p>
          <Secret token={token} />
          <div>
            <p className="mb-1.5 text-[0.8125rem] font-medium">How the service uses it</p>
            <pre className="overflow-x-auto rounded-lg border bg-sunken/60 p-3 font-mono text-xs leading-relaxed">
              {`curl -H "Authorization: Bearer $TOKEN" \\\n  ${apiUrl}/api/v1/${exampleOf(created)}`}
            </pre>
          </div>
        </>
      )}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {token === null ? 'Close' : 'I have stored it'}
        </Button>
      </div>
    </div>
  );
}

function Secret({ token }: { token: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      setIsCopied(true);
    } catch {
      toast.error('The browser does not let this page write to the clipboard: select the token and copy it.');
    }
  };
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        aria-label="Token"
        value={token}
        spellCheck={false}
        className="font-mono text-xs"
        onFocus={({ target }) => target.select()}
      />
      <Button onClick={() => void copy()}>
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {isCopied && 'The token is copied'}
      </span>
    </div>
  );
}

function exampleOf({ scopes }: CreatedServiceToken): string {
  const paths = {
    'feed:read': 'events',
    'groups:read': 'tool-groups',
    'tasks:read': 'tasks',
    'catalogue:read': 'tools',
    'pipeline:read': 'pipeline',
  } as const;
  const scope = scopes.find((one): one is keyof typeof paths => one in paths);
  return scope === undefined ? '…' : paths[scope];
}
