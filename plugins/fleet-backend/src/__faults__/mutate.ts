import {
  buildHostileDeployment,
  type HostileForm,
  type KubernetesObject,
  type SimulatedCluster,
} from '@fleetview/fleet-simulator';
import { MARK, THROWS } from './faultAdapter';
import type { Random } from './random';

export const PARCEL = { group: 'faults.example.com', kind: 'Parcel' };
export const NAMESPACES = ['shop', 'pay', 'ship'];

/** In ordinary runs; the largest have a test of their own. */
const HOSTILE: HostileForm[] = [
  'labels',
  'deep',
  'nul',
  'surrogates',
  'proto',
  'numbers',
];

let lastMark = 0;

/** A word that no other object says. */
export function newMark(): string {
  lastMark += 1;
  return `m-${lastMark}`;
}

export function namespaceObject(name: string, mark: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, annotations: { [MARK]: mark } },
  };
}

export function deploymentObject(
  name: string,
  namespace: string,
  mark: string,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, annotations: { [MARK]: mark } },
    spec: { note: 'größer als gedacht – 🚢' },
  };
}

/** In the version that the cluster serves. */
export function parcelObject(
  cluster: SimulatedCluster,
  name: string,
  namespace: string,
  mark: string,
): KubernetesObject | undefined {
  const version = ['v1', 'v2'].find(candidate =>
    cluster.store.registry.findByKind(
      `${PARCEL.group}/${candidate}`,
      PARCEL.kind,
    ),
  );
  return version
    ? {
        apiVersion: `${PARCEL.group}/${version}`,
        kind: PARCEL.kind,
        metadata: { name, namespace, annotations: { [MARK]: mark } },
      }
    : undefined;
}

function referenceOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const { namespace, name } = metadata;
  return { apiVersion, kind, namespace, name };
}

/** Changes a few things in a cluster, as those who work with it do. */
export function mutate(cluster: SimulatedCluster, random: Random): void {
  const times = random.chance(0.1) ? 40 : random.integer(1, 6);
  for (let time = 0; time < times; time++) mutateOnce(cluster, random);
}

function mutateOnce(cluster: SimulatedCluster, random: Random): void {
  const { store } = cluster;
  const namespace = random.pick(NAMESPACES);
  const name = `app-${random.integer(0, 15)}`;
  const mark = random.chance(0.05) ? `${THROWS}${newMark()}` : newMark();
  const apply = (object: KubernetesObject | undefined) => {
    if (object) store.apply(object);
  };
  const remove = (object: KubernetesObject | undefined) => {
    if (object) store.delete(referenceOf(object));
  };
  const deployment = () => deploymentObject(name, namespace, mark);
  const parcel = () => parcelObject(cluster, name, namespace, mark);
  const [{ work }] = [
    random.weighted([
      { weight: 8, work: () => apply(deployment()) },
      { weight: 6, work: () => apply(parcel()) },
      { weight: 3, work: () => apply(namespaceObject(namespace, mark)) },
      { weight: 3, work: () => remove(deployment()) },
      { weight: 2, work: () => remove(parcel()) },
      {
        // Another object under the same name.
        weight: 2,
        work: () => {
          remove(deployment());
          apply(deployment());
        },
      },
      {
        // A namespace takes along what is in it.
        weight: 0.3,
        work: () => {
          remove(namespaceObject(namespace, mark));
          apply(namespaceObject(namespace, mark));
        },
      },
      {
        weight: 0.4,
        work: () => {
          const object = buildHostileDeployment({
            form: random.pick(HOSTILE),
            name,
            namespace,
            image: 'registry.example/hostile:1',
          });
          object.metadata.annotations = {
            ...object.metadata.annotations,
            [MARK]: mark,
          };
          apply(object);
        },
      },
    ]),
  ];
  work();
}
