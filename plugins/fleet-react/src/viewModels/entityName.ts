import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/**
 * A reference to a catalog entity, where the text is one.
 *
 * Owners that clusters state are any text: only what names its kind is taken
 * for a reference, so that no link leads to an entity that nobody meant.
 *
 * @public
 */
export function entityRefOf(
  text: string | undefined,
): CompoundEntityRef | undefined {
  if (!text || !text.includes(':')) return undefined;
  try {
    return parseEntityRef(text, { defaultNamespace: 'default' });
  } catch {
    return undefined;
  }
}

/**
 * The name of an entity as a reader says it.
 *
 * @public
 */
export function entityName(text: string): string {
  return entityRefOf(text)?.name ?? text;
}
