import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

const REFERENCE = /^[a-z][a-z0-9]*:(?:[a-z0-9-]+\/)?[a-z0-9][\w.-]*$/i;

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
  if (!text || !REFERENCE.test(text)) return undefined;
  return parseEntityRef(text, { defaultNamespace: 'default' });
}

/**
 * The name of an entity as a reader says it.
 *
 * @public
 */
export function entityName(text: string): string {
  return entityRefOf(text)?.name ?? text;
}
