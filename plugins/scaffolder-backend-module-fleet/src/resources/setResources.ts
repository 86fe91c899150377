import { InputError } from '@backstage/errors';
import { parseQuantity } from '@fleetview/backstage-plugin-fleet-node';
import { isMap, isSeq, YAMLMap, YAMLSeq, type Document } from 'yaml';
import type { Amounts, ContainerResources } from './checkResources';
import { isAnchored, refuseAnchors, refuseAnchorsWithin } from '../yaml';
import { podSpecPath, type WorkloadKind } from './workloads';

/**
 * Writes what containers ask for into a workload or a patch of one. What is not named stays, with
 * its comments.
 *
 * @param mayAdd - of a patch: a container that it does not name yet is added
 * @returns whether anything changed
 * @throws InputError where a container is not there, would ask for more than its limit, or uses
 *   anchors
 */
export function setResources(
  document: Document.Parsed,
  kind: WorkloadKind,
  containers: readonly ContainerResources[],
  mayAdd: boolean,
): boolean {
  const path = [...podSpecPath(kind), 'containers'];
  refuseAnchors(document, path, `the ${kind}`);
  const list = containersOf(document, path, kind, mayAdd);
  let changed = false;
  for (const { name, requests, limits } of containers) {
    let container = containerOf(list, name);
    if (!container) {
      if (!mayAdd) {
        throw noContainer(list, name);
      }
      container = document.createNode({ name }) as YAMLMap;
      list.add(container);
    }
    const resources = container.get('resources', true);
    if (resources)
      refuseAnchorsWithin(resources, ['resources'], `the container '${name}'`);
    for (const [key, amounts] of Object.entries({ requests, limits })) {
      changed = setAmounts(document, container, key, amounts) || changed;
    }
    checkLimits([container], name);
  }
  return changed;
}

/**
 * Holds what a patch says against the workload that it is a patch of.
 *
 * @throws InputError where the workload has no such container, or a limit below what is asked for
 */
export function checkAgainstWorkload(
  patch: Document.Parsed,
  workload: Document.Parsed,
  kind: WorkloadKind,
  containers: readonly ContainerResources[],
): void {
  const path = [...podSpecPath(kind), 'containers'];
  const [patched, list] = [patch, workload].map(each => each.getIn(path));
  if (!isSeq(patched) || !isSeq(list)) return;
  for (const { name } of containers) {
    const own = containerOf(list, name);
    if (own) {
      const written = containerOf(patched, name);
      checkLimits(written ? [written, own] : [own], name);
    } else if (!list.items.some(isAnchored)) {
      // Of what stands elsewhere nobody knows the name here.
      throw noContainer(list, name);
    }
  }
}

function containerOf(list: YAMLSeq, name: string): YAMLMap | undefined {
  return list.items.find(
    (item): item is YAMLMap => isMap(item) && item.get('name') === name,
  );
}

function noContainer(list: YAMLSeq, name: string): InputError {
  const names = list.items
    .map(item => (isMap(item) ? `'${item.get('name')}'` : ''))
    .filter(Boolean);
  return new InputError(
    `The workload has no container '${name}'. It has ${
      names.join(', ') || 'none'
    }.`,
  );
}

function containersOf(
  document: Document.Parsed,
  path: readonly string[],
  kind: WorkloadKind,
  mayAdd: boolean,
): YAMLSeq {
  const there = document.getIn(path);
  if (isSeq(there)) return there;
  if (!mayAdd) {
    throw new InputError(`The ${kind} has no list '${path.join('.')}'.`);
  }
  path.forEach((_, index) => {
    const part = path.slice(0, index + 1);
    if (index < path.length - 1 && !isMap(document.getIn(part))) {
      document.setIn(part, new YAMLMap());
    }
  });
  const list = new YAMLSeq();
  document.setIn(path, list);
  return list;
}

function setAmounts(
  document: Document.Parsed,
  container: YAMLMap,
  key: string,
  amounts: Amounts | undefined,
): boolean {
  let changed = false;
  for (const [resource, amount] of Object.entries(amounts ?? {})) {
    const path = ['resources', key, resource];
    if (String(container.getIn(path)) === amount) continue;
    for (const end of [1, 2]) {
      const part = path.slice(0, end);
      if (!isMap(container.getIn(part))) {
        container.setIn(part, new YAMLMap());
      }
    }
    const there = container.getIn(path, true);
    // Into the node that is there, so that its comment stays.
    if (there && typeof there === 'object' && 'value' in there) {
      there.value = amount;
    } else container.setIn(path, document.createNode(amount));
    changed = true;
  }
  return changed;
}

/**
 * A limit that is there already may be under what is asked for now.
 *
 * @param layers - what is said of a container, the first that says something counts
 */
function checkLimits(layers: readonly YAMLMap[], name: string): void {
  for (const resource of ['cpu', 'memory']) {
    const [request, limit] = ['requests', 'limits'].map(key =>
      layers
        .map(layer => layer.getIn(['resources', key, resource]))
        .find(amount => amount !== undefined && amount !== null),
    );
    const [asked, most] = [request, limit].map(parseQuantity);
    if (asked !== undefined && most !== undefined && asked > most) {
      throw new InputError(
        `The container '${name}' has a limit of ${limit} ${resource} and would ask for ${request}. Kubernetes refuses that: give a limit as well.`,
      );
    }
  }
}
