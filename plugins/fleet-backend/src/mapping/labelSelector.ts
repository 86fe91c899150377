/** One requirement of a label selector, as Kubernetes words them. */
export type LabelRequirement =
  | { key: string; operator: 'in' | 'not-in'; values: string[] }
  | { key: string; operator: 'exists' | 'not-exists' };

const SET = /^([^\s!=,()]+)\s+(in|notin)\s*\(([^()]*)\)$/;
/** Whoever writes an annotation must not keep the portal busy: splitting costs the square. */
const LONGEST_SELECTOR = 4096;
const EQUALITY = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/;
const PRESENCE = /^(!?)\s*([^\s!=,()]+)$/;

/**
 * Parses a label selector such as `app=checkout,tier in (a, b),!legacy`.
 * Undefined for what is no selector, for one of more than 4,096 characters, and
 * for the empty one: it would select everything.
 */
export function parseLabelSelector(
  selector: string,
): LabelRequirement[] | undefined {
  if (selector.length > LONGEST_SELECTOR) return undefined;
  const requirements: LabelRequirement[] = [];
  // Commas within parentheses belong to a set.
  for (const part of selector.split(/,(?![^(]*\))/)) {
    const text = part.trim();
    const set = SET.exec(text);
    const equality = EQUALITY.exec(text);
    const presence = PRESENCE.exec(text);
    if (set) {
      requirements.push({
        key: set[1],
        operator: set[2] === 'in' ? 'in' : 'not-in',
        values: set[3].split(',').map(value => value.trim()),
      });
    } else if (equality) {
      requirements.push({
        key: equality[1],
        operator: equality[2] === '!=' ? 'not-in' : 'in',
        values: [equality[3]],
      });
    } else if (presence) {
      requirements.push({
        key: presence[2],
        operator: presence[1] ? 'not-exists' : 'exists',
      });
    } else {
      return undefined;
    }
  }
  return requirements.length > 0 ? requirements : undefined;
}

/** Whether labels meet all requirements. */
export function matchesLabels(
  requirements: LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every(requirement => {
    const value = Object.hasOwn(labels, requirement.key)
      ? labels[requirement.key]
      : undefined;
    switch (requirement.operator) {
      case 'in':
        return value !== undefined && requirement.values.includes(value);
      case 'not-in':
        return value === undefined || !requirement.values.includes(value);
      case 'exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}
