/** Writes down why signing in did not work, for whoever runs the console: what was said, and never a token or a code. */
export function logIssuerFailure(error: unknown): void {
  const reasons: string[] = [];
  for (let one: unknown = error; one instanceof Error && reasons.length < 4; one = one.cause) {
    const code = 'error' in one && typeof one.error === 'string' ? ` (${one.error.slice(0, 80)})` : '';
    reasons.push(`${one.message}${code}`);
  }
  const msg = `Signing in at the OpenID issuer did not work: ${reasons.join(': ')}`;
  console.error(JSON.stringify({ level: 40, time: Date.now(), name: 'console', msg }));
}
