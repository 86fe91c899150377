import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  literal,
  normalisedRef,
  type NamespaceOwnerRule,
} from '../mapping/namespaceOwners';

/** A namespace's name with `*` for any characters. */
const namespacePattern = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9*]([a-z0-9*-]*[a-z0-9*])?$/,
    'is no name of a namespace, nor a pattern of one with *: small letters, digits and - only',
  );

const clusterPattern = z.string().min(1).max(253);

/** A reference to a catalog entity, of which the kind may be left out. */
export const entityReference = z
  .string()
  .max(253)
  .regex(
    /^([a-zA-Z][a-zA-Z0-9]*:)?([a-zA-Z0-9][-_.a-zA-Z0-9]*\/)?[a-zA-Z0-9][-_.a-zA-Z0-9]*$/,
    'is no reference to a catalog entity; write one like group:default/payments',
  );

export const namespaceOwnerSchema = z.strictObject({
  namespaces: z.array(namespacePattern).min(1).max(1000),
  clusters: z.array(clusterPattern).min(1).max(1000).optional(),
  owner: entityReference,
});

/** Entries beyond which they are not held against each other: that costs the square. */
const MOST_COMPARED = 2000;

/**
 * Finds entries that give one namespace to two owners with equal right. Then
 * nobody's components count there, until one of them is made more exact.
 */
export function checkNamespaceOwners(
  rules: readonly NamespaceOwnerRule[],
): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const entries = rules.flatMap(({ namespaces, clusters, owner, key }) =>
    namespaces.map(pattern => ({ pattern, clusters, owner, key })),
  );
  for (const [index, entry] of entries.slice(0, MOST_COMPARED).entries()) {
    const rival = entries
      .slice(0, index)
      .find(
        other =>
          normalisedRef(other.owner) !== normalisedRef(entry.owner) &&
          areEqual(entry.pattern, other.pattern) &&
          meet(entry.clusters, other.clusters),
      );
    if (!rival) continue;
    problems.push({
      key: entry.key,
      value: entry.pattern,
      message: `gives namespaces to '${entry.owner}' that ${rival.key} (${rival.pattern}) gives to '${rival.owner}' with equal right; nothing is counted for either there. Make one of the patterns longer, or exact`,
    });
  }
  return problems;
}

/** Whether two patterns are equally exact, and some name matches both. */
function areEqual(a: string, b: string): boolean {
  return (
    a.includes('*') === b.includes('*') &&
    literal(a) === literal(b) &&
    patternsMeet(a, b)
  );
}

function meet(a: string[] | undefined, b: string[] | undefined): boolean {
  if (!a || !b) return a === b;
  return a.some(left => b.some(right => areEqual(left, right)));
}

/** Whether some text matches both patterns. */
export function patternsMeet(a: string, b: string): boolean {
  // meets[j]: whether what is left of `a` meets what is left of `b` from j.
  let meets: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const next: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length && j === b.length) next[j] = true;
      else if (a[i] === '*' || b[j] === '*') {
        next[j] =
          (a[i] === '*' && (meets[j] || (j < b.length && next[j + 1]))) ||
          (b[j] === '*' && (next[j + 1] || (i < a.length && meets[j]))) ||
          false;
      } else next[j] = i < a.length && a[i] === b[j] && meets[j + 1];
      next[j] ??= false;
    }
    meets = next;
  }
  return meets[0];
}
