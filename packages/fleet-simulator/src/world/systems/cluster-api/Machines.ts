import { toTimestamp } from '../../../clock';
import { nameSuffix } from '../../../random';
import type { ObjectStore } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import type { WorldClock } from '../../WorldClock';
import { buildMachine } from './builders';
import { stated, withConditions, type Stated } from './conditions';
import { CLUSTER_LABEL, CORE, type Machine, NAMESPACE } from './types';

/** From an order to a node that is ready. */
const PROVISION_MS = 21_000;
/** From the order to go until a node is drained and gone. */
const DRAIN_MS = 12_000;

const CONTROLLER = { manager: 'manager', operation: 'Update' as const };

/** How a cluster's machines can be seen, and which of its nodes they are. */
export type Sight = {
  /** The infrastructure gives no machines: its account has no quota for more. */
  isWithheld: boolean;
  isReachable: boolean;
  /** Machines whose kubelet has stopped. */
  broken: ReadonlySet<string>;
};

function ageOf(time: string | undefined, now: number): number {
  return now - Date.parse(time ?? '');
}

/** Machines of management clusters: made, looked at, drained and gone. */
export class Machines {
  #made = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly clock: WorldClock,
  ) {}

  /** The machines of a pool, oldest first. */
  of(owner: KubernetesObject): Machine[] {
    return this.store
      .all<Machine>(CORE, 'Machine')
      .filter(({ metadata }) =>
        metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid),
      )
      .sort((one, other) =>
        `${one.metadata.creationTimestamp} ${one.metadata.name}`.localeCompare(
          `${other.metadata.creationTimestamp} ${other.metadata.name}`,
        ),
      );
  }

  create(owner: KubernetesObject, cluster: string, version: string): void {
    this.#made += 1;
    const suffix = nameSuffix(5, owner.metadata.name, this.#made);
    this.store.create(
      buildMachine(owner, cluster, version, `${owner.metadata.name}-${suffix}`),
      CONTROLLER,
    );
  }

  /** Lets a machine go: its node is drained first. */
  remove({ metadata: { name } }: Machine): void {
    this.#update(name, draft => {
      draft.metadata.deletionTimestamp = toTimestamp(this.clock.now());
      draft.metadata.finalizers = ['machine.cluster.x-k8s.io'];
    });
  }

  /** Moves a machine on, and writes what is to be seen of it. */
  step(machine: Machine, sight: Sight): void {
    const { name, namespace, deletionTimestamp } = machine.metadata;
    const now = this.clock.now();
    if (deletionTimestamp && ageOf(deletionTimestamp, now) >= DRAIN_MS) {
      this.store.delete({ apiVersion: CORE, kind: 'Machine', namespace, name });
      return;
    }
    const hasNode =
      machine.status?.nodeRef !== undefined || isUp(machine, now, sight);
    const time = toTimestamp(now);
    this.#update(name, draft => {
      draft.status = {
        ...draft.status,
        observedGeneration: draft.metadata.generation,
        phase: phaseOf(machine, hasNode),
        initialization: {
          bootstrapDataSecretCreated: true,
          infrastructureProvisioned: hasNode,
        },
        ...(hasNode && {
          nodeRef: { name: nodeNameOf(name, machine) },
          nodeInfo: { kubeletVersion: machine.spec.version },
        }),
        conditions: withConditions(
          draft.status?.conditions,
          conditionsOf(machine, hasNode, sight),
          time,
          draft.metadata.generation,
        ),
      };
    });
  }

  #update(name: string, change: (draft: Machine) => void): void {
    this.store.update<Machine>(
      { apiVersion: CORE, kind: 'Machine', namespace: NAMESPACE, name },
      change,
      CONTROLLER,
    );
  }
}

function isUp({ metadata }: Machine, now: number, sight: Sight): boolean {
  return (
    !sight.isWithheld && ageOf(metadata.creationTimestamp, now) >= PROVISION_MS
  );
}

function nodeNameOf(name: string, { status, metadata }: Machine): string {
  if (status?.nodeRef) return status.nodeRef.name;
  return `ip-10-${nameSuffix(3, name)}.${metadata.labels?.[CLUSTER_LABEL]}`;
}

function phaseOf({ metadata }: Machine, hasNode: boolean): string {
  if (metadata.deletionTimestamp) return 'Deleting';
  return hasNode ? 'Running' : 'Provisioning';
}

function conditionsOf(
  { metadata }: Machine,
  hasNode: boolean,
  { isReachable, broken, isWithheld }: Sight,
): Stated[] {
  const isDeleting = metadata.deletionTimestamp !== undefined;
  const isBroken = broken.has(metadata.name);
  const isHealthy = hasNode && !isReachable ? undefined : hasNode && !isBroken;
  const brokenText = isBroken
    ? 'Node.Ready: Kubelet stopped posting node status.'
    : '';
  const node = hasNode
    ? brokenText
    : 'Waiting for AWSMachine to report spec.providerID';
  const infrastructure = isWithheld
    ? 'VcpuLimitExceeded: You have requested more vCPU capacity than your current limit of 64 allows'
    : 'AWSMachine status.initialization.provisioned is false';
  const infrastructureText = hasNode ? '' : infrastructure;
  const sum = [
    ...(isDeleting ? ['* Deleting: Machine deletion in progress'] : []),
    ...(hasNode ? [] : [`* InfrastructureReady: ${infrastructureText}`]),
    ...(node ? [`* NodeHealthy: ${node}`] : []),
  ].join('\n');
  const isReady = isDeleting ? false : isHealthy;
  return [
    stated('Available', isReady, isReady ? '' : sum),
    stated('Ready', isReady, isReady ? '' : sum),
    stated('UpToDate', true),
    stated('BootstrapConfigReady', true, '', 'Ready'),
    stated(
      'InfrastructureReady',
      hasNode,
      infrastructureText,
      hasNode ? 'Ready' : 'NotReady',
    ),
    stated('NodeHealthy', isHealthy, node),
    ...(isBroken
      ? [
          stated(
            'HealthCheckSucceeded',
            false,
            'Condition Ready on Node is reporting status Unknown for more than 5m0s',
            'UnhealthyNode',
          ),
        ]
      : []),
    stated(
      'Deleting',
      isDeleting,
      isDeleting ? 'Drain not completed yet' : '',
      isDeleting ? 'DrainingNode' : 'NotDeleting',
    ),
    stated('Paused', false),
  ];
}
