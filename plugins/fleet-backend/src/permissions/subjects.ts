import type { ResolvedAttributes } from '../derive/resolveAttributes';
import { ATTRIBUTE_KEYS, type AttributeKey } from '../config/FleetConfig';
import type { Row } from '../read/types';
import type { Subject } from './Expression';

/** Who may say what decides permissions: never the cluster itself. */
const TRUSTED = new Set(['configuration', 'hub']);

/** Rows are replaced when they change, so what they say is read once. */
const said = new WeakMap<Row, Partial<Subject>>();

/**
 * A cluster as conditions see it.
 *
 * @param row - of the table `cluster`
 * @param names - those that an operator gave it
 */
export function clusterSubject(row: Row, names: readonly string[]): Subject {
  const known = said.get(row) ?? trustedOf(row);
  said.set(row, known);
  return { ...known, cluster: [row.id, ...names] };
}

function trustedOf(row: Row): Partial<Subject> {
  const { region, environment, owner } = trustedAttributes(row);
  return { region, environment, owner };
}

/** Attributes that somebody said of a cluster who may decide permissions. */
export function trustedAttributes(
  row: Row,
): Partial<Record<AttributeKey, string>> {
  const attributes: Partial<ResolvedAttributes> = row.attributes
    ? JSON.parse(row.attributes)
    : {};
  return Object.fromEntries(
    ATTRIBUTE_KEYS.flatMap(key => {
      const attribute = attributes[key];
      if (!attribute) return [];
      const { source, trusted: isTrusted } = attribute.evidence;
      // Whoever may write into the catalog could claim any cluster: it counts if the operator says so.
      return TRUSTED.has(source) || (source === 'catalog' && isTrusted)
        ? [[key, attribute.value]]
        : [];
    }),
  );
}
