import type { ResolvedAttributes } from '../derive/resolveAttributes';
import type { Row } from '../read/types';
import type { Subject } from './Expression';

/** Who may say what decides permissions: never the cluster itself. */
const TRUSTED = new Set(['configuration', 'catalog', 'hub']);

/**
 * A cluster as conditions see it.
 *
 * @param row - of the table `cluster`
 * @param names - those that an operator gave it
 */
export function clusterSubject(row: Row, names: readonly string[]): Subject {
  const attributes: Partial<ResolvedAttributes> = row.attributes
    ? JSON.parse(row.attributes)
    : {};
  const trusted = (key: 'region' | 'environment' | 'owner') => {
    const attribute = attributes[key];
    return attribute && TRUSTED.has(attribute.evidence.source)
      ? attribute.value
      : undefined;
  };
  return {
    cluster: [row.id, ...names],
    region: trusted('region'),
    environment: trusted('environment'),
    owner: trusted('owner'),
  };
}
