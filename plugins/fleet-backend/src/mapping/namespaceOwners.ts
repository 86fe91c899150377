import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { MirroredEntity } from './MirroredEntity';

/** What the configuration says of whom namespaces belong to. */
export type NamespaceOwnerRule = {
  /** Names, or patterns with `*`. */
  namespaces: string[];
  /** Names of clusters, or patterns with `*`; all where absent. */
  clusters?: string[];
  owner: string;
  key: string;
};

/** Whom a namespace belongs to. */
export type NamespaceOwner = {
  /** One, unless the configuration contradicts itself. */
  owners: string[];
  /** The pattern that says so. */
  pattern: string;
};

/** How much of a name a pattern fixes: an exact one all, else as many characters as it names. */
type Precision = readonly [
  isExact: number,
  characters: number,
  cluster: number,
];

type Entry = {
  pattern: string;
  matches: (namespace: string) => boolean;
  /** Undefined for all clusters. */
  clusters?: { matches: (name: string) => boolean; pattern: string }[];
  owner: string;
};

/**
 * Whom namespaces belong to: an exact name beats a pattern, a longer pattern a
 * shorter one, and one that names clusters one that does not.
 */
export class NamespaceOwners {
  readonly #exact = new Map<string, Entry[]>();
  readonly #patterns: Entry[] = [];

  constructor(rules: readonly NamespaceOwnerRule[] = []) {
    for (const { namespaces, clusters, owner } of rules) {
      for (const pattern of namespaces) {
        const entry: Entry = {
          pattern,
          matches: matcherOf(pattern),
          ...(clusters
            ? {
                clusters: clusters.map(each => ({
                  pattern: each,
                  matches: matcherOf(each),
                })),
              }
            : {}),
          owner: normalisedRef(owner),
        };
        if (pattern.includes('*')) this.#patterns.push(entry);
        else {
          this.#exact.set(pattern, [
            ...(this.#exact.get(pattern) ?? []),
            entry,
          ]);
        }
      }
    }
  }

  /** @param clusterNames - what sources call the cluster */
  ownerOf(
    clusterNames: readonly string[],
    namespace: string,
  ): NamespaceOwner | undefined {
    let best: Precision | undefined;
    let found: Entry[] = [];
    const consider = (entry: Entry) => {
      const precision = precisionOf(entry, clusterNames);
      if (!precision || !entry.matches(namespace)) return;
      const order = best ? compare(precision, best) : 1;
      if (order > 0) {
        best = precision;
        found = [entry];
      } else if (order === 0) found.push(entry);
    };
    (this.#exact.get(namespace) ?? []).forEach(consider);
    if (found.length === 0) this.#patterns.forEach(consider);
    if (found.length === 0) return undefined;
    return {
      owners: [...new Set(found.map(({ owner }) => owner))].sort(),
      pattern: found.map(({ pattern }) => pattern).sort()[0],
    };
  }
}

/** Whether an entity is the namespace's owner's. What nobody owns is nobody's. */
export function isOwnedBy(
  { owner }: MirroredEntity,
  { owners }: NamespaceOwner,
): boolean {
  return (
    owner !== undefined &&
    owners.every(each => each === owner.toLocaleLowerCase('en-US'))
  );
}

/** A reference in the one form in which two that mean the same are equal. */
export function normalisedRef(ref: string, defaultKind = 'group'): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
  );
}

/** Undefined where it says nothing of a cluster. */
function precisionOf(
  { pattern, clusters }: Entry,
  clusterNames: readonly string[],
): Precision | undefined {
  const exact = pattern.includes('*') ? 0 : 1;
  const characters = literal(pattern);
  if (!clusters) return [exact, characters, 0];
  const matching = clusters.filter(({ matches }) => clusterNames.some(matches));
  if (matching.length === 0) return undefined;
  return [
    exact,
    characters,
    1 + Math.max(...matching.map(each => literal(each.pattern))),
  ];
}

function compare(a: Precision, b: Precision): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** How many characters a pattern fixes. */
export function literal(pattern: string): number {
  return pattern.replaceAll('*', '').length;
}

/** Without a regular expression: a pattern with many stars must not cost more than its length. */
export function matcherOf(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return text => text === pattern;
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop() as string;
  return text => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}
