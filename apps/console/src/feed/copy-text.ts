import { toast } from '../components/ui/toast.ts';
import { toastDone } from '../undo/toast-done.tsx';

/** Puts a text on the clipboard, and says so or that it could not. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toastDone(done);
  } catch {
    toast.error('The browser does not let this page write to the clipboard.');
  }
}
