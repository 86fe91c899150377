import { boundedName } from '@fleetview/backstage-plugin-fleet-common';

const MAX_NAMES = 200;
const MAX_SELECTORS = 50;

export type Selectors = {
  clusters: string[];
  namespaces: string[];
  selectors: string[];
};

/** Labels are `key:value` where a budget names them. */
function selectorOf(property: string, value: string): string {
  return boundedName(`${property}:${value.replace(':', '=')}`);
}

/** What a budget is limited to. */
export function readSelectors(
  values: Record<string, string[]> | undefined,
): Selectors {
  const { cluster = [], namespace = [], ...others } = values ?? {};
  return {
    clusters: cluster.slice(0, MAX_NAMES).map(boundedName),
    namespaces: namespace.slice(0, MAX_NAMES).map(boundedName),
    selectors: Object.entries(others)
      .flatMap(([property, all]) =>
        all.map(value => selectorOf(property, value)),
      )
      .slice(0, MAX_SELECTORS),
  };
}
