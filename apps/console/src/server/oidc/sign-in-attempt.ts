import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';

/** How long somebody may take at the issuer, in seconds. */
export const ATTEMPT_SECONDS = 600;

const AUDIENCE = 'console-sign-in';

const attempt = z.object({
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
  next: z.string().startsWith('/'),
});

/** What the console has to remember of a sign-in while the person is at the issuer. */
export type SignInAttempt = z.infer<typeof attempt>;

/** The attempt for a cookie: nobody without the key can read it or make one, and it is worth nothing after `seconds`. */
export function sealAttempt(
  key: Uint8Array,
  content: SignInAttempt,
  seconds = ATTEMPT_SECONDS,
): Promise<string> {
  return new EncryptJWT({ ...content })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(AUDIENCE)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .encrypt(key);
}

/** The attempt in a cookie; undefined when there is none, it was altered, or it is too old. */
export async function openAttempt(
  key: Uint8Array,
  sealed: string | undefined,
): Promise<SignInAttempt | undefined> {
  if (sealed === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      audience: AUDIENCE,
      requiredClaims: ['exp'],
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return attempt.parse(payload);
  } catch {
    return undefined;
  }
}
