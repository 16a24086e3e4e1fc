import { personas, type Role } from '@tools-provider/contracts';
import { ArrowRight, Check } from 'lucide-react';
import type { Metadata } from 'next';
import { config } from '../../server/config.ts';
import { safeNext } from '../../server/safe-next.ts';
import { roleNames } from '../../session/role-names.ts';
import { Brand } from '../../shell/brand.tsx';
import { problemSentence } from './problems.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next, problem } = await searchParams;
  const notice = problemSentence(problem);
  const goal = safeNext(typeof next === 'string' ? next : undefined);
  const { oidc } = config();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-4xl flex-col justify-center px-4 py-10 sm:px-8">
      <Brand />
      <h1 className="mt-8 text-2xl font-semibold">Sign in</h1>
      <p className="mt-1 max-w-xl text-sm text-muted">
        {oidc === undefined
          ? 'This is a development system: choose who you want to be. There are no passwords, and it is served on this machine only.'
          : `You sign in at ${oidc.name} and come back here.`}
      </p>
      <p role="status" className={notice === undefined ? undefined : noticeLook}>
        {notice}
      </p>
      {oidc === undefined ? (
        <form method="post" action="/session" className="mt-6 grid gap-4 md:grid-cols-3">
          <input type="hidden" name="next" value={goal} />
          {personas.map(({ persona, name }) => (
            <Persona key={persona} persona={persona} name={name} />
          ))}
        </form>
      ) : (
        <a
          href={beginUrl(oidc.consoleUrl, goal, problem === 'no-role')}
          className={`${buttonLook} mt-6 self-start`}
        >
          Sign in with {oidc.name}
          <ArrowRight aria-hidden className="size-4" />
        </a>
      )}
    </main>
  );
}

/** With the console's own origin: the cookies of a sign-in are of the name that the issuer leads back to. */
function beginUrl(consoleUrl: string, next: string, isOtherPerson: boolean): string {
  const parameters = new URLSearchParams({ next, ...(isOtherPerson ? { other: '1' } : {}) });
  return `${consoleUrl}/session/begin?${parameters}`;
}

const buttonLook =
  'inline-flex h-9 items-center justify-center gap-2 rounded-lg bg-accent px-3.5 text-sm font-medium text-accent-foreground shadow-card transition-colors hover:bg-accent-hover';

const noticeLook =
  'mt-5 rounded-lg border border-wait-border bg-wait-soft px-3.5 py-2.5 text-sm font-medium text-wait';

function Persona({ persona, name }: { persona: Role; name: string }) {
  const { name: roleName, may } = roleNames[persona];
  return (
    <div className="flex flex-col rounded-2xl border bg-surface p-5 shadow-card">
      <span
        aria-hidden
        className="grid size-10 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
      >
        {name.replaceAll(/[^A-Z]/g, '')}
      </span>
      <h2 className="mt-3 font-semibold">{name}</h2>
      <p className="text-sm text-muted">{roleName}</p>
      <ul className="mt-3 mb-5 flex flex-col gap-1.5 text-[0.8125rem]">
        {may.map((right) => (
          <li key={right} className="flex gap-2">
            <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ok" />
            {right}
          </li>
        ))}
      </ul>
      <button type="submit" name="persona" value={persona} className={`${buttonLook} mt-auto`}>
        Sign in as {name.split(' ')[0]}
        <ArrowRight aria-hidden className="size-4" />
      </button>
    </div>
  );
}
