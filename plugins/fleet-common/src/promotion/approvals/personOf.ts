import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * One text for each person, however the reference to them is written: `Ann`,
 * `user:ann` and `user:default/ann` are one. Empty where it names nobody.
 */
export function personOf(reference: string): string {
  const text = reference.trim();
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    ).toLocaleLowerCase('en-US');
  } catch {
    return '';
  }
}
