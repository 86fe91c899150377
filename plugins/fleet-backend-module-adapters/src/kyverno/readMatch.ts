import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { Filter, LabelSelector, Match, Rule } from './schema';

const MAX_KINDS = 100;
const MAX_NAMESPACES = 200;

/** What a namespace's own name is as one of its labels. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The filters of a match, in each of its forms. */
export function filtersOf(match: Match): Filter[] {
  if (!match) return [];
  const { any = [], all = [], ...itself } = match;
  return [...any, ...all, ...(itself.resources ? [itself] : [])];
}

/** Kinds that rules speak of, as their author wrote them. */
export function readKinds(rules: readonly Rule[]): string[] {
  const kinds = rules.flatMap(({ match }) =>
    filtersOf(match).flatMap(({ resources }) => resources?.kinds ?? []),
  );
  return [...new Set(kinds)].slice(0, MAX_KINDS).map(boundedName);
}

/** Whether a filter is about namespaces and nothing else. */
function isOnlyNamespaces({ resources, ...others }: Filter): boolean {
  const { namespaces, kinds, ...further } = resources ?? {};
  return (
    namespaces !== undefined &&
    (kinds ?? []).every(kind => kind === '*') &&
    [...Object.values(further), ...Object.values(others)].every(
      value => value === undefined,
    )
  );
}

/** Namespaces that every rule leaves out as a whole. */
export function readExcludedNamespaces(rules: readonly Rule[]): string[] {
  const ofEach = rules.map(({ exclude }) => {
    // Where all filters have to fit, one of them alone excludes nothing.
    const filters =
      (exclude?.all?.length ?? 0) > 1 ? exclude?.any ?? [] : filtersOf(exclude);
    return new Set(
      filters
        .filter(isOnlyNamespaces)
        .flatMap(({ resources }) => resources?.namespaces ?? []),
    );
  });
  const [first = new Set<string>(), ...others] = ofEach;
  return [...first]
    .filter(namespace => others.every(set => set.has(namespace)))
    .slice(0, MAX_NAMESPACES)
    .map(boundedName);
}

/** Namespaces that a selector leaves out by their names. */
export function readNamesLeftOut(selector: LabelSelector): string[] {
  const names = (selector?.matchExpressions ?? [])
    .filter(({ key, operator }) => key === NAME_LABEL && operator === 'NotIn')
    .flatMap(({ values = [] }) => values);
  return [...new Set(names)].slice(0, MAX_NAMESPACES).map(boundedName);
}
