import { labelsOf, type Manifest } from '../clusters';
import type { ClusterProvision } from './ClusterProvision';
import { INFRASTRUCTURE, PROVIDER_RULES } from './providers';

const CORE = 'cluster.x-k8s.io';
const VERSION = 'v1beta2';
const CONTROL_PLANE = 'control-plane';

/** What Cluster API makes a cluster of: by a class, or by each of the objects. */
export function clusterObjects(provision: ClusterProvision): Manifest[] {
  return provision.clusterClass
    ? [classCluster(provision)]
    : [
        ownCluster(provision),
        infrastructure(provision),
        controlPlane(provision),
        machineTemplate(provision, CONTROL_PLANE),
        ...provision.workers.flatMap(({ name }) => [
          machineDeployment(provision, name),
          machineTemplate(provision, name),
          bootstrap(provision, name),
        ]),
      ];
}

function metadataOf(provision: ClusterProvision, name: string) {
  return {
    name,
    namespace: provision.namespace,
    labels: labelsOf(provision),
  };
}

function networksOf({ podNetwork, serviceNetwork }: ClusterProvision) {
  return {
    pods: { cidrBlocks: [podNetwork] },
    services: { cidrBlocks: [serviceNetwork] },
  };
}

/** What makes the machines is said by the class, and by its variables. */
function classCluster(provision: ClusterProvision): Manifest {
  const { name, version, clusterClass, variables } = provision;
  const { workers, controlPlane: own } = provision;
  return {
    apiVersion: `${CORE}/${VERSION}`,
    kind: 'Cluster',
    metadata: metadataOf(provision, name),
    spec: {
      clusterNetwork: networksOf(provision),
      topology: {
        classRef: clusterClass,
        version,
        controlPlane: { replicas: own.replicas },
        workers:
          workers.length > 0
            ? {
                machineDeployments: workers.map(pool => ({
                  class: pool.workerClass,
                  name: pool.name,
                  replicas: pool.replicas,
                  failureDomain: pool.failureDomain,
                })),
              }
            : undefined,
        variables:
          variables.length > 0
            ? variables.map(([variable, value]) => ({ name: variable, value }))
            : undefined,
      },
    },
  };
}

function ownCluster(provision: ClusterProvision): Manifest {
  const { name, provider } = provision;
  return {
    apiVersion: `${CORE}/${VERSION}`,
    kind: 'Cluster',
    metadata: metadataOf(provision, name),
    spec: {
      clusterNetwork: networksOf(provision),
      controlPlaneRef: {
        apiGroup: `controlplane.${CORE}`,
        kind: 'KubeadmControlPlane',
        name: `${name}-${CONTROL_PLANE}`,
      },
      infrastructureRef: {
        apiGroup: INFRASTRUCTURE,
        kind: PROVIDER_RULES[provider].cluster(provision).kind,
        name,
      },
    },
  };
}

function infrastructure(provision: ClusterProvision): Manifest {
  const { apiVersion, kind, spec } =
    PROVIDER_RULES[provision.provider].cluster(provision);
  return {
    apiVersion,
    kind,
    metadata: metadataOf(provision, provision.name),
    spec,
  };
}

function machineTemplate(provision: ClusterProvision, pool: string): Manifest {
  const isControlPlane = pool === CONTROL_PLANE;
  const { machineType } = isControlPlane
    ? provision.controlPlane
    : provision.workers.find(({ name }) => name === pool) ?? {};
  const { apiVersion, kind, spec } = PROVIDER_RULES[provision.provider].machine(
    provision,
    { machineType, isControlPlane },
  );
  return {
    apiVersion,
    kind,
    metadata: metadataOf(provision, `${provision.name}-${pool}`),
    spec: { template: { spec } },
  };
}

function machineReference(provision: ClusterProvision, pool: string) {
  const { kind } = PROVIDER_RULES[provision.provider].machine(provision, {
    isControlPlane: pool === CONTROL_PLANE,
  });
  return {
    apiGroup: INFRASTRUCTURE,
    kind,
    name: `${provision.name}-${pool}`,
  };
}

function controlPlane(provision: ClusterProvision): Manifest {
  const { name, version, provider } = provision;
  const { isOfCloud } = PROVIDER_RULES[provider].node;
  return {
    apiVersion: `controlplane.${CORE}/${VERSION}`,
    kind: 'KubeadmControlPlane',
    metadata: metadataOf(provision, `${name}-${CONTROL_PLANE}`),
    spec: {
      replicas: provision.controlPlane.replicas,
      version,
      machineTemplate: {
        spec: {
          infrastructureRef: machineReference(provision, CONTROL_PLANE),
        },
      },
      kubeadmConfigSpec: {
        clusterConfiguration: isOfCloud
          ? {
              controllerManager: {
                extraArgs: [{ name: 'cloud-provider', value: 'external' }],
              },
            }
          : undefined,
        initConfiguration: nodeOf(provision),
        joinConfiguration: nodeOf(provision),
        ...onMachines(provision, CONTROL_PLANE),
      },
    },
  };
}

function bootstrap(provision: ClusterProvision, pool: string): Manifest {
  return {
    apiVersion: `bootstrap.${CORE}/${VERSION}`,
    kind: 'KubeadmConfigTemplate',
    metadata: metadataOf(provision, `${provision.name}-${pool}`),
    spec: {
      template: {
        spec: {
          joinConfiguration: nodeOf(provision) ?? {
            nodeRegistration: { imagePullPolicy: 'IfNotPresent' },
          },
          ...onMachines(provision, pool),
        },
      },
    },
  };
}

/** How a kubelet is started; nothing where it is as kubeadm does by itself. */
function nodeOf({ provider }: ClusterProvision) {
  const { name, isOfCloud } = PROVIDER_RULES[provider].node;
  return name === undefined
    ? undefined
    : {
        nodeRegistration: {
          name,
          kubeletExtraArgs: isOfCloud
            ? [{ name: 'cloud-provider', value: 'external' }]
            : undefined,
        },
      };
}

function onMachines({ name, provider }: ClusterProvision, pool: string) {
  const { files, commands } = PROVIDER_RULES[provider].node;
  return {
    files: files?.(`${name}-${pool}`),
    preKubeadmCommands: commands,
  };
}

function machineDeployment(
  provision: ClusterProvision,
  pool: string,
): Manifest {
  const { name, version, workers } = provision;
  const { replicas, failureDomain } =
    workers.find(each => each.name === pool) ?? {};
  const called = `${name}-${pool}`;
  const labels = {
    [`${CORE}/cluster-name`]: name,
    [`${CORE}/deployment-name`]: called,
  };
  return {
    apiVersion: `${CORE}/${VERSION}`,
    kind: 'MachineDeployment',
    metadata: metadataOf(provision, called),
    spec: {
      clusterName: name,
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          clusterName: name,
          version,
          failureDomain,
          bootstrap: {
            configRef: {
              apiGroup: `bootstrap.${CORE}`,
              kind: 'KubeadmConfigTemplate',
              name: called,
            },
          },
          infrastructureRef: machineReference(provision, pool),
        },
      },
    },
  };
}
