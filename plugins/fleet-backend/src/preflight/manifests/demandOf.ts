import { parseQuantity } from '@fleetview/backstage-plugin-fleet-node';
import { recordOf, recordsOf, textOf, type Json } from './json';
import type { Kind } from './Manifest';
import { podsOf } from './podsOf';

/** What an object takes of a quota, by the quota's own words. */
export type Demand = {
  amounts: ReadonlyMap<string, number>;
  /** Of what it is not known how much it takes, and why. */
  open: ReadonlyMap<string, string>;
};

/** Resources that a quota may call by themselves. */
const SHORT: Readonly<Record<string, string>> = {
  'requests.cpu': 'cpu',
  'requests.memory': 'memory',
};
/** What is asked for of every container where a quota limits it. */
const USUAL = [
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
];
const COUNTED: Readonly<Record<string, string>> = {
  Service: 'services',
  Secret: 'secrets',
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  ReplicationController: 'replicationcontrollers',
};

/**
 * @param plural - how the kind is called in paths
 * @param count - how many pods there are of it, where the object leaves that to others
 */
export function demandOf(
  kind: Kind,
  object: Json,
  plural: string,
  count?: number,
): Demand {
  const amounts = new Map<string, number>();
  const open = new Map<string, string>();
  const add = (resource: string, amount: number) => {
    amounts.set(resource, (amounts.get(resource) ?? 0) + amount);
  };
  add(`count/${kind.group ? `${plural}.${kind.group}` : plural}`, 1);
  const counted =
    kind.group === '' && Object.hasOwn(COUNTED, kind.kind)
      ? COUNTED[kind.kind]
      : undefined;
  if (counted) add(counted, 1);
  const spec = recordOf(object.spec);
  if (kind.kind === 'Service' && kind.group === '') {
    const type = textOf(spec.type);
    if (type === 'LoadBalancer') add('services.loadbalancers', 1);
    if (type === 'LoadBalancer' || type === 'NodePort') {
      add('services.nodeports', recordsOf(spec.ports).length);
    }
  }
  if (kind.kind === 'PersistentVolumeClaim' && kind.group === '') {
    addClaim(spec, 1, add, open);
  }
  const pods = podsOf(kind, object);
  if (pods) {
    const hasCount = recordOf(object.spec).replicas !== undefined;
    const number = hasCount ? pods.count : count ?? pods.count;
    addPods(pods.spec, number, { add, open });
    if (kind.kind === 'StatefulSet') {
      for (const claim of recordsOf(spec.volumeClaimTemplates)) {
        add('persistentvolumeclaims', number ?? 1);
        addClaim(recordOf(claim.spec), number ?? 1, add, open);
      }
    }
  }
  return { amounts, open };
}

function addClaim(
  spec: Json,
  count: number,
  add: (resource: string, amount: number) => void,
  open: Map<string, string>,
): void {
  const { storage } = recordOf(recordOf(spec.resources).requests);
  const amount = parseQuantity(storage);
  if (amount === undefined) {
    open.set('requests.storage', 'a claim does not say how much it wants');
  } else add('requests.storage', amount * count);
}

function addPods(
  spec: Json,
  count: number | undefined,
  {
    add,
    open,
  }: {
    add: (resource: string, amount: number) => void;
    open: Map<string, string>;
  },
): void {
  const each = podDemand(spec);
  for (const [resource, why] of each.open) open.set(resource, why);
  if (count === undefined) {
    const why = 'it runs on every node, and how many these are is not known';
    for (const resource of ['pods', ...each.amounts.keys()]) {
      open.set(resource, why);
    }
    return;
  }
  add('pods', count);
  for (const [resource, amount] of each.amounts) add(resource, amount * count);
}

/** Of one pod: the sum of its containers, or one that runs before them if that takes more. */
function podDemand(spec: Json): Demand {
  const open = new Map<string, string>();
  const sum = new Map<string, number>();
  const most = new Map<string, number>();
  const lists = [
    { list: recordsOf(spec.containers), isInit: false },
    { list: recordsOf(spec.initContainers), isInit: true },
  ];
  for (const { list, isInit } of lists) {
    for (const container of list) {
      // One that restarts always runs beside the others.
      const isBefore = isInit && container.restartPolicy !== 'Always';
      const own = containerDemand(container, open);
      for (const [resource, amount] of own) {
        const target = isBefore ? most : sum;
        const before = target.get(resource) ?? 0;
        target.set(
          resource,
          isBefore ? Math.max(before, amount) : before + amount,
        );
      }
    }
  }
  for (const [resource, amount] of most) {
    sum.set(resource, Math.max(sum.get(resource) ?? 0, amount));
  }
  return { amounts: sum, open };
}

function containerDemand(
  container: Json,
  open: Map<string, string>,
): Map<string, number> {
  const resources = recordOf(container.resources);
  const limits = recordOf(resources.limits);
  // Where only a limit is said, it is requested.
  const requests = { ...limits, ...recordOf(resources.requests) };
  const demand = new Map<string, number>();
  for (const [prefix, given] of [
    ['requests', requests],
    ['limits', limits],
  ] as const) {
    for (const [resource, value] of Object.entries(given)) {
      const amount = parseQuantity(value);
      const key = `${prefix}.${resource}`;
      if (amount === undefined) open.set(key, `'${key}' is no quantity`);
      else demand.set(key, amount);
    }
  }
  for (const key of USUAL) {
    if (demand.has(key)) continue;
    // What a LimitRange fills in, or nothing: then it is refused.
    const why = `the container '${String(container.name)}' does not say it`;
    open.set(key, why);
    if (SHORT[key]) open.set(SHORT[key], why);
  }
  for (const [key, short] of Object.entries(SHORT)) {
    const amount = demand.get(key);
    if (amount !== undefined) demand.set(short, amount);
  }
  return demand;
}
