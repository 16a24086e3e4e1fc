import { Compass } from 'lucide-react';
import Link from 'next/link';
import { buttonVariants } from '../components/ui/button.tsx';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex max-w-md flex-col items-center gap-2 text-center">
        <div className="mb-2 grid size-12 place-items-center rounded-2xl bg-accent-soft text-accent-text">
          <Compass aria-hidden className="size-5" />
        </div>
        <h1 className="text-lg font-semibold">There is no such page</h1>
        <p className="text-sm text-muted">
          The address may be mistyped, or from another version of the console.
        </p>
        <Link href="/" className={`${buttonVariants()} mt-3`}>
          Go to the overview
        </Link>
      </div>
    </main>
  );
}
