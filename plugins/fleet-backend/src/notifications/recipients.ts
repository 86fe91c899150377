import { parseEntityRef } from '@backstage/catalog-model';
import { entityReference } from '../config/namespaceOwnerSchema';
import { normalisedRef } from '../mapping/namespaceOwners';

/** What is written where nobody is known to own something. */
const NOBODY: readonly unknown[] = ['', 'unassigned'];

/**
 * Who can be told something: a group or a user, as a reference. Whatever else a column or
 * a text says is nobody.
 */
export function recipientOf(
  text: string | null | undefined,
): string | undefined {
  if (!text || NOBODY.includes(text)) return undefined;
  if (!entityReference.safeParse(text).success) return undefined;
  const ref = normalisedRef(text);
  const { kind } = parseEntityRef(ref);
  return kind === 'group' || kind === 'user' ? ref : undefined;
}

/** Those of some that can be told something, each once. */
export function recipientsOf(
  texts: Iterable<string | null | undefined>,
): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const recipient = recipientOf(text);
    if (recipient) found.add(recipient);
  }
  return [...found];
}

/** The owner of a cluster; who operates the portal where it has none. */
export function recipientsOfCluster(
  owner: string | null | undefined,
  operators: readonly string[],
): readonly string[] {
  const recipient = recipientOf(owner);
  return recipient ? [recipient] : operators;
}
