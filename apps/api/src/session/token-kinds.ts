import type { TokenVerifier } from './authentication.ts';
import type { Caller } from './caller.ts';

/** Reads tokens of people and of services, each by what knows them; a service's begins with `tp_`, which no JSON Web Token does. */
export class TokenKinds implements TokenVerifier {
  readonly #people: TokenVerifier;
  readonly #services: TokenVerifier;

  constructor({ people, services }: { readonly people: TokenVerifier; readonly services: TokenVerifier }) {
    this.#people = people;
    this.#services = services;
  }

  verify(accessToken: string): Promise<Caller> {
    return (accessToken.startsWith('tp_') ? this.#services : this.#people).verify(accessToken);
  }
}
