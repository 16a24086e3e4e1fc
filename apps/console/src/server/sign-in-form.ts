/** What a sign-in sends: a persona's name and where to go afterwards, as they came. */
interface SignInForm {
  readonly persona: string | undefined;
  readonly next: string | undefined;
}

/** Reads a sign-in. A body that is no form is one without any field: it is refused as such, and never a failure of the server. */
export async function readSignInForm(request: Request): Promise<SignInForm> {
  const form = await request.formData().catch(() => new FormData());
  return { persona: text(form.get('persona')), next: text(form.get('next')) };
}

function text(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
