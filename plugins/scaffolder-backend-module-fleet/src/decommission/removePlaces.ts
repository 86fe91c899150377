import path from 'node:path';
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { groupOf, refuseAnchorsWithin } from '../yaml';

/** A cluster as places name it. */
export type Named = { name: string; server?: string };

/** What was done to one document. */
export type Places = {
  /** In words, each with what it was taken out of. */
  removed: string[];
  /** What names the cluster and was left, with why. */
  left: string[];
};

/** A list that names clusters. */
type List = {
  at: string[];
  list: YAMLSeq;
  isOne(item: unknown): boolean;
  /** What it means where nothing is left in it; nothing where that does no harm. */
  emptyMeans?: string;
  what: string;
};

const DEEPEST = 30;
/** What an element of a list generator says its cluster by; the first that is there counts. */
const NAMES = ['cluster', 'clusterName', 'cluster_name', 'name'];
const SERVERS = ['server', 'url', 'address'];

/**
 * Takes a cluster out of the lists that place things: elements of ApplicationSets, targets of Rancher
 * Fleet, names in policies of Karmada and placements of Open Cluster Management, and files in
 * locations of the catalog. Nothing is left empty that would mean all clusters then.
 *
 * @param resource - the file of the cluster's Resource
 * @throws InputError where what would be edited uses anchors
 */
export function removePlaces(
  file: string,
  document: Document.Parsed,
  cluster: Named,
  resource: string,
): Places {
  const places: Places = { removed: [], left: [] };
  for (const each of listsOf(file, document, cluster, resource)) {
    const { list, isOne, what, emptyMeans } = each;
    const place = `'${each.at.join('.')}' of ${what} in '${file}'`;
    const others = list.items.filter(item => !isOne(item));
    if (others.length === list.items.length) continue;
    if (others.length === 0 && emptyMeans !== undefined) {
      places.left.push(
        `${place} names only this cluster, and stays: without it, it would mean ${emptyMeans}. It selects nothing when the cluster is gone; take it out by hand.`,
      );
      continue;
    }
    refuseAnchorsWithin(list, each.at, what);
    list.items = others;
    if (others.length === 0) list.flow = true;
    places.removed.push(`The cluster is taken out of ${place}.`);
  }
  return places;
}

function listsOf(
  file: string,
  document: Document.Parsed,
  { name, server }: Named,
  resource: string,
): List[] {
  const { contents } = document;
  if (!isMap(contents)) return [];
  const kind = textAt(contents, 'kind');
  const group = groupOf(textAt(contents, 'apiVersion'));
  const what = `${kind || path.posix.basename(file)} ${
    textOf(document.getIn(['metadata', 'name'])) || ''
  }`.trim();
  const isName = (item: unknown) => isScalar(item) && item.value === name;
  if (kind === 'ApplicationSet' && group === 'argoproj.io') {
    return lists(contents, ['elements'], 'list').map(each => ({
      ...each,
      what,
      isOne: item => isElement(item, name, server),
    }));
  }
  if (group.endsWith('karmada.io')) {
    return [
      ...lists(contents, ['clusterNames']).map(each => ({
        ...each,
        what,
        isOne: isName,
        emptyMeans: 'all clusters, or those that labels select',
      })),
      ...lists(contents, ['exclude']).map(each => ({
        ...each,
        what,
        isOne: isName,
      })),
    ];
  }
  if (group.endsWith('open-cluster-management.io')) {
    return [
      ...lists(contents, ['values'])
        .filter(({ parent }) => /^In$|^NotIn$/.test(textAt(parent, 'operator')))
        .map(each => ({
          ...each,
          what,
          isOne: isName,
          emptyMeans: 'something else, or nothing that is valid',
        })),
      ...(kind === 'PlacementRule'
        ? lists(contents, ['clusters']).map(each => ({
            ...each,
            what,
            isOne: (item: unknown) =>
              isMap(item) && textAt(item, 'name') === name,
            emptyMeans: 'other clusters',
          }))
        : []),
    ];
  }
  const isFleet =
    group === 'fleet.cattle.io' ||
    (kind === '' && /^fleet\.ya?ml$/.test(path.posix.basename(file)));
  if (isFleet) {
    const isOne = (item: unknown) =>
      isMap(item) && textAt(item, 'clusterName') === name;
    return [
      ...lists(contents, ['targets', 'overrideTargets']).map(each => ({
        ...each,
        what,
        isOne,
        emptyMeans: "the clusters of the group 'default'",
      })),
      ...lists(contents, ['targetCustomizations']).map(each => ({
        ...each,
        what,
        isOne,
      })),
    ];
  }
  if (kind === 'Location' && group === 'backstage.io') {
    const own = path.posix.dirname(file);
    return lists(contents, ['targets']).map(each => ({
      ...each,
      what,
      isOne: item =>
        isScalar(item) &&
        typeof item.value === 'string' &&
        path.posix.join(own, item.value) === resource,
      emptyMeans: 'a location of nothing, which the catalog refuses',
    }));
  }
  return [];
}

/** Whether an element is of the cluster: by what it calls its cluster, or by its address. */
function isElement(item: unknown, name: string, server?: string): boolean {
  if (!isMap(item)) return false;
  const key = NAMES.find(each => item.has(each));
  if (key !== undefined && textAt(item, key) === name) return true;
  return (
    server !== undefined &&
    SERVERS.some(each => textAt(item, each).replace(/\/+$/, '') === server)
  );
}

/**
 * All lists of some names in a document.
 *
 * @param within - the key that the map with the list is at
 */
function lists(
  contents: YAMLMap,
  keys: readonly string[],
  within?: string,
): { at: string[]; list: YAMLSeq; parent: YAMLMap }[] {
  const found: { at: string[]; list: YAMLSeq; parent: YAMLMap }[] = [];
  const walk = (node: unknown, at: string[]) => {
    if (at.length > DEEPEST || !isCollection(node)) return;
    if (isSeq(node)) {
      node.items.forEach((item, index) => walk(item, [...at, `${index}`]));
      return;
    }
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const own = [...at, textOf(key)];
      const isWanted =
        isSeq(value) &&
        keys.includes(textOf(key)) &&
        (within === undefined || at.at(-1) === within);
      if (isWanted) {
        found.push({ at: own, list: value as YAMLSeq, parent: node });
      } else walk(value, own);
    }
  };
  walk(contents, []);
  return found;
}

function textAt(map: YAMLMap, key: string): string {
  return textOf(map.get(key));
}

function textOf(value: unknown): string {
  const own = isScalar(value) ? value.value : value;
  return typeof own === 'string' ? own : '';
}
