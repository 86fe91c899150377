import type { ReadIgnoreRule } from '@fleetview/backstage-plugin-fleet-node';
import { readSelector } from './readSelector';
import type { IgnoreRuleItem, IgnoreRuleItems } from './schema';

const PATTERNS = ['group', 'kind', 'namespace', 'name'] as const;

/** Whether an object has a version, labels or annotations is not known where only its name is. */
const UNKNOWN = [
  ['version', 'version'],
  ['labelSelector', 'labels'],
  ['annotationSelector', 'annotations'],
] as const;

function targetOf({ target }: IgnoreRuleItem): ReadIgnoreRule['target'] {
  if (!target) return undefined;
  const read: NonNullable<ReadIgnoreRule['target']> = {};
  const others: string[] = [];
  for (const field of PATTERNS) {
    // An empty one is for any.
    const expression = target[field];
    if (!expression) continue;
    const pattern = readSelector(expression);
    if (pattern === undefined) others.push(`${field} ${expression}`);
    else read[field] = pattern;
  }
  for (const [field, word] of UNKNOWN) {
    const text = target[field];
    if (text) others.push(`${word} ${text}`);
  }
  return { ...read, others };
}

/**
 * Rules by which Flux leaves out differences, as Kustomizations and HelmReleases have them.
 *
 * @param path - of the list, within the object
 * @param atSync - whether what is left out is not applied either
 */
export function readIgnoreRules(
  list: IgnoreRuleItems,
  path: string,
  atSync: boolean,
): { rules: ReadIgnoreRule[]; notRead: number } {
  if (!list) return { rules: [], notRead: 0 };
  const rules = list.items.flatMap((item, index): ReadIgnoreRule[] =>
    item
      ? [
          {
            path: `${path}[${index}]`,
            target: targetOf(item),
            leftOut: item.paths.items.map(text => ({ type: 'pointer', text })),
            leftOutTotal: item.paths.total,
            atSync,
          },
        ]
      : [],
  );
  return { rules, notRead: list.total - rules.length };
}
