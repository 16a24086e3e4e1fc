import { v5 } from 'uuid';

/**
 * A UUID, version 5 (RFC 9562 section 5.5): the same namespace and name give the same id on every machine, so that what is
 * done twice has one id. The namespace is a UUID itself.
 */
export function derivedId(namespace: string, name: string): string {
  return v5(name, namespace);
}
