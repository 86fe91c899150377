import type { IgnoreRule } from '../../facts/ignoreRules';
import { matchesPattern } from './matchesPattern';

/**
 * A resource, as far as rules of engines select by it.
 *
 * @public
 */
export type RuledResource = {
  group: string;
  kind: string;
  /** Empty for none. */
  namespace: string;
  name: string;
};

const FIELDS = ['group', 'kind', 'namespace', 'name'] as const;

/**
 * Whether a rule is for a resource; `unknown` where it asks for more than group, kind,
 * namespace and name, such as labels.
 *
 * @public
 */
export function ruleApplies(
  { target }: Pick<IgnoreRule, 'target'>,
  resource: RuledResource,
): 'yes' | 'no' | 'unknown' {
  if (!target) return 'yes';
  for (const field of FIELDS) {
    const pattern = target[field];
    if (pattern !== undefined && !matchesPattern(pattern, resource[field])) {
      return 'no';
    }
  }
  return target.others?.length ? 'unknown' : 'yes';
}
