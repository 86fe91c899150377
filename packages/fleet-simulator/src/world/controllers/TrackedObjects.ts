import type { ObjectStore } from '../../store/ObjectStore';
import type { WatchEvent } from '../../store/WatchHistory';
import type { KubernetesObject } from '../../types';

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** Kinds that Argo CD is looked at for: those that deliveries bring. */
const KINDS: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['batch/v1', 'CronJob'],
];

/** Argo CD's tracking id: `<app>:<group>/<kind>:<namespace>/<name>`. */
export function trackingId(
  application: string,
  object: KubernetesObject,
): string {
  const group = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')[0]
    : '';
  const { namespace = '', name } = object.metadata;
  return `${application}:${group}/${object.kind}:${namespace}/${name}`;
}

/** The Application that an object says it belongs to; one copied from another object says nothing. */
function applicationOf(object: KubernetesObject): string | undefined {
  const id = object.metadata.annotations?.[TRACKING_ID];
  const application = id?.split(':')[0];
  return application && id === trackingId(application, object)
    ? application
    : undefined;
}

/** The objects of one cluster that bear an Application's mark, kept by what the cluster tells. */
export class TrackedObjects {
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();

  constructor(store: ObjectStore) {
    for (const [apiVersion, kind] of KINDS) {
      const type = store.registry.findByKind(apiVersion, kind);
      if (!type) continue;
      for (const { object } of store.list(type)) this.#add(object);
      store.subscribe(type, event => this.#follow(event));
    }
  }

  of(application: string): readonly KubernetesObject[] {
    return [...(this.#objects.get(application)?.values() ?? [])];
  }

  #follow({ type, current, previous }: WatchEvent): void {
    if (previous) this.#remove(previous.object);
    if (type === 'DELETED') this.#remove(current.object);
    else this.#add(current.object);
  }

  #add(object: KubernetesObject): void {
    const application = applicationOf(object);
    if (!application) return;
    let objects = this.#objects.get(application);
    if (!objects) {
      objects = new Map();
      this.#objects.set(application, objects);
    }
    objects.set(trackingId(application, object), object);
  }

  #remove(object: KubernetesObject): void {
    const application = applicationOf(object);
    if (!application) return;
    this.#objects.get(application)?.delete(trackingId(application, object));
  }
}
