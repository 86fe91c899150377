import { toTimestamp } from '../../../clock';
import type { SimulatedCluster } from '../../../SimulatedCluster';
import type { ObjectReference } from '../../../store/ObjectStore';
import type { Condition } from '../../../types';
import { setCondition } from '../../conditions';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import {
  ABOUT_GROUP,
  GROUP,
  type Service,
  type ServiceExport,
  type ServiceImport,
} from './types';

const DAY_MS = 86_400_000;
const WRITER = { manager: 'mcs-controller', operation: 'Update' as const };
/** What members export; of the second the members disagree. */
const EXPORTED = ['checkout', 'cart'];
const AGREED = 1;

function named(kind: string, namespace: string, name: string): ObjectReference {
  return { apiVersion: `${GROUP}/v1beta1`, kind, namespace, name };
}

/** Not before the system is installed there. */
function isServed({ store }: SimulatedCluster): boolean {
  return (
    store.registry.findByKind(`${GROUP}/v1beta1`, 'ServiceExport') !== undefined
  );
}

/** A member of a cluster set: its properties, what it exports, what it imports. */
export class SetMember implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { clock, bornAt } = this.#context;
    clock.at(bornAt + 3 * DAY_MS, () => this.#state());
    clock.at(clock.now() - 12 * DAY_MS, () => {
      this.#export();
      this.tick();
      // Members that were there before learn of this one's exports.
      for (const { cluster } of this.#members) this.#importInto(cluster);
    });
  }

  tick(): void {
    const { store } = this.#context.cluster;
    const exports = store.all<ServiceExport>(
      `${GROUP}/v1beta1`,
      'ServiceExport',
    );
    for (const entry of exports) this.#judge(entry);
    this.#importInto(this.#context.cluster);
    const imports = store.all(`${GROUP}/v1beta1`, 'ServiceImport');
    for (const { metadata } of imports) {
      this.#drop(metadata.namespace ?? '', metadata.name);
    }
  }

  #importInto(cluster: SimulatedCluster): void {
    if (!isServed(cluster)) return;
    for (const { metadata } of this.#offered()) {
      this.#import(cluster, metadata.namespace ?? '', metadata.name);
    }
  }

  /** The members of the set, this one among them, oldest name first. */
  get #members(): { name: string; cluster: SimulatedCluster }[] {
    return [...this.#context.clusters.values()]
      .filter(
        ({ spec }) =>
          spec.systems.includes('sig-multicluster') &&
          spec.environment !== 'management',
      )
      .map(({ spec, cluster }) => ({ name: spec.name, cluster }));
  }

  #state(): void {
    const { scenario, cluster } = this.#context;
    const uid = cluster.store.get({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: 'kube-system',
    })?.metadata.uid;
    for (const [name, value] of [
      ['cluster.clusterset.k8s.io', uid ?? ''],
      ['clusterset.k8s.io', scenario.name],
    ]) {
      cluster.store.create(
        {
          apiVersion: `${ABOUT_GROUP}/v1beta1`,
          kind: 'ClusterProperty',
          metadata: { name },
          spec: { value },
        },
        WRITER,
      );
    }
  }

  #export(): void {
    const { store } = this.#context.cluster;
    for (const { metadata } of store.all<Service>('v1', 'Service')) {
      if (!EXPORTED.includes(metadata.name)) continue;
      const { apiVersion, kind } = named('ServiceExport', '', '');
      store.create(
        {
          apiVersion,
          kind,
          metadata: { name: metadata.name, namespace: metadata.namespace },
          spec: {},
        },
        { manager: 'kubectl-client-side-apply', operation: 'Update' },
      );
    }
  }

  #serviceOf(cluster: SimulatedCluster, namespace: string, name: string) {
    return cluster.store.get<Service>({
      apiVersion: 'v1',
      kind: 'Service',
      namespace,
      name,
    });
  }

  /** All exports of the set, as far as its members can be reached. */
  #offered(): ServiceExport[] {
    return this.#members.flatMap(({ cluster }) =>
      isServed(cluster)
        ? cluster.store.all<ServiceExport>(`${GROUP}/v1beta1`, 'ServiceExport')
        : [],
    );
  }

  #exporters(namespace: string, name: string) {
    return this.#members.filter(
      ({ cluster }) =>
        cluster.store.get(named('ServiceExport', namespace, name)) &&
        this.#serviceOf(cluster, namespace, name),
    );
  }

  #conflictOf(namespace: string, name: string): Condition {
    const exporters = this.#exporters(namespace, name);
    const [oldest] = exporters;
    const isContested =
      EXPORTED.indexOf(name) >= AGREED &&
      exporters.length > 1 &&
      oldest.name !== this.#context.spec.name;
    return isContested
      ? {
          type: 'Conflict',
          status: 'True',
          reason: 'SessionAffinityConflict',
          message: `Conflicting session affinity. Using "None" from the oldest export in "${oldest.name}". 1 of ${exporters.length} clusters disagree.`,
        }
      : {
          type: 'Conflict',
          status: 'False',
          reason: 'NoConflicts',
          message: 'No conflicts',
        };
  }

  #judge({ metadata, status }: ServiceExport): void {
    const { cluster, clock } = this.#context;
    const { namespace = '', name } = metadata;
    const isThere = this.#serviceOf(cluster, namespace, name) !== undefined;
    const conditions: Condition[] = isThere
      ? [
          {
            type: 'Valid',
            status: 'True',
            reason: 'Valid',
            message: 'The ServiceExport and its Service is exportable.',
          },
          {
            type: 'Ready',
            status: 'True',
            reason: 'Exported',
            message: 'The service has been exported',
          },
          this.#conflictOf(namespace, name),
        ]
      : [
          {
            type: 'Valid',
            status: 'False',
            reason: 'NoService',
            message: 'The Service does not exist',
          },
        ];
    const time = toTimestamp(clock.now());
    const next = conditions.map(
      condition =>
        setCondition(status?.conditions, condition, time).find(
          ({ type }) => type === condition.type,
        ) ?? condition,
    );
    if (JSON.stringify(next) === JSON.stringify(status?.conditions)) return;
    cluster.store.update<ServiceExport>(
      named('ServiceExport', namespace, name),
      draft => {
        draft.status = { conditions: next };
      },
      WRITER,
    );
  }

  #import(cluster: SimulatedCluster, namespace: string, name: string): void {
    const { clock } = this.#context;
    const exporters = this.#exporters(namespace, name);
    const reference = named('ServiceImport', namespace, name);
    const clusters = exporters.map(entry => ({ cluster: entry.name }));
    const current = cluster.store.get<ServiceImport>(reference);
    if (
      JSON.stringify(current?.status?.clusters) === JSON.stringify(clusters)
    ) {
      return;
    }
    const [oldest] = exporters;
    const service = oldest && this.#serviceOf(oldest.cluster, namespace, name);
    if (!service) return;
    const time = toTimestamp(clock.now());
    const next: ServiceImport = {
      apiVersion: reference.apiVersion,
      kind: reference.kind,
      metadata: { name, namespace },
      spec: {
        type: 'ClusterSetIP',
        ips: [`10.112.${EXPORTED.indexOf(name) + 1}.17`],
        ports: service.spec.ports.map(({ name: port, port: number }) => ({
          ...(port && { name: port }),
          protocol: 'TCP',
          port: number,
        })),
      },
      status: {
        clusters,
        conditions: setCondition(
          current?.status?.conditions,
          { type: 'Ready', status: 'True', reason: 'Ready', message: '' },
          time,
        ),
      },
    };
    if (current) {
      cluster.store.update<ServiceImport>(
        reference,
        draft => {
          draft.spec = next.spec;
          draft.status = next.status;
        },
        WRITER,
      );
    } else {
      cluster.store.create(next, WRITER);
    }
  }

  /** What nobody exports any more is imported no more. */
  #drop(namespace: string, name: string): void {
    if (this.#exporters(namespace, name).length > 0) return;
    this.#context.cluster.store.delete(named('ServiceImport', namespace, name));
  }
}
