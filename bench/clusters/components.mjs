/*
 * The catalog's components: one that runs on every cluster, and about 5,000 that
 * each run on a group of clusters.
 */
export const COMPONENT_GROUPS = 417;
export const COMPONENTS_PER_GROUP = 12;

/** The names of them all. */
export function componentNames() {
  const names = ['component-0'];
  for (let group = 0; group < COMPONENT_GROUPS; group++) {
    for (let index = 0; index < COMPONENTS_PER_GROUP; index++) {
      names.push(`component-${group}-${index}`);
    }
  }
  return names;
}
