import path from 'node:path';
import type {
  ClusterFile,
  ClusterRegistration,
  Manifest,
} from '../ClusterRegistration';
import { externalSecret } from '../externalSecret';
import { labelsOf } from '../labelsOf';
import type { EngineRules } from './EngineRules';

/** What `flux bootstrap` calls the repository. */
const SOURCE = 'flux-system';

/**
 * Flux in the usual layout: what is in `clusters/NAME` says which overlays the cluster gets. It is
 * applied by the cluster's own Flux, or by a hub's, that signs in by a kubeconfig.
 */
export const flux: EngineRules = {
  takes: ['namespace', 'overlay', 'credentials'],
  // The name of a Kustomization is a label of all that it applies.
  longestName: 63 - '-infrastructure'.length,
  namespace: 'flux-system',
  check: () => undefined,
  files(registration, folder) {
    const { name, namespace, overlay, credentials } = registration;
    return [
      ...(credentials ? [kubeconfigFile(registration)] : []),
      ...fluxLayout(
        {
          name,
          namespace,
          overlay,
          labels: labelsOf(registration),
          isOfHub: credentials !== undefined,
        },
        folder,
      ),
    ];
  },
  // A cluster's own Flux reads all of its folder, and its bootstrap has put things there.
  isListed: ({ credentials }) => credentials !== undefined,
  notes: ({ name, credentials, namespace }) =>
    credentials
      ? [
          `The hub's Flux signs in by the kubeconfig that '${
            credentials.key
          }' has in its field '${
            credentials.property ?? 'kubeconfig'
          }', without programs that it would run. External Secrets has to run on the hub, and '${
            credentials.storeKind
          } ${credentials.store}' has to be usable in '${namespace}'.`,
        ]
      : [
          `The cluster's own Flux has to read 'clusters/${name}' of this repository, as after 'flux bootstrap' with that path, and to call the repository '${SOURCE}'.`,
        ],
};

/** A cluster in the layout of Flux. */
type InLayout = {
  name: string;
  /** Where the Kustomizations are, and the kubeconfig that a hub signs in by. */
  namespace: string;
  overlay: string;
  labels: Record<string, string>;
  isOfHub: boolean;
  /** Where the repository is known, where that is elsewhere. */
  sourceNamespace?: string;
};

/**
 * What applies the overlays of a cluster, and these where they are not there yet.
 *
 * @param folder - from the root of the repository; a `.` where it is that
 */
export function fluxLayout(cluster: InLayout, folder: string): ClusterFile[] {
  const { name, overlay } = cluster;
  return [
    ...(['infrastructure', 'apps'] as const).map(part =>
      own(
        `clusters/${name}/${part}.yaml`,
        fluxKustomization(cluster, { part, folder }),
      ),
    ),
    ...['infrastructure', 'apps'].flatMap(part => [
      first(`${part}/base/kustomization.yaml`, {
        resources: [],
        // Kustomize builds none that says nothing.
        buildMetadata: ['originAnnotations'],
      }),
      first(`${part}/overlays/${overlay}/kustomization.yaml`, {
        resources: ['../../base'],
      }),
    ]),
  ];
}

function fluxKustomization(
  cluster: InLayout,
  { part, folder }: { part: 'infrastructure' | 'apps'; folder: string },
): Manifest {
  const { name, namespace, overlay, labels, isOfHub } = cluster;
  // A hub has those of many clusters beside each other.
  const called = (what: string) => (isOfHub ? `${name}-${what}` : what);
  const isApps = part === 'apps';
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: called(part),
      namespace,
      labels,
    },
    spec: {
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      dependsOn: isApps ? [{ name: called('infrastructure') }] : undefined,
      sourceRef: {
        kind: 'GitRepository',
        name: SOURCE,
        namespace: cluster.sourceNamespace,
      },
      path: `./${path.posix.join(folder, part, 'overlays', overlay)}`,
      prune: true,
      // What needs it waits until it is there.
      wait: true,
      kubeConfig: isOfHub
        ? { secretRef: { name: `${name}-kubeconfig`, key: 'value' } }
        : undefined,
    },
  };
}

function kubeconfigFile(registration: ClusterRegistration): ClusterFile {
  const { name } = registration;
  return own(
    `clusters/${name}/kubeconfig.yaml`,
    externalSecret(registration, {
      name: `${name}-kubeconfig`,
      property: 'kubeconfig',
      data: { value: '{{ .credential }}' },
    }),
  );
}

function own(file: string, document: Manifest): ClusterFile {
  return { path: file, documents: [document], mode: 'own' };
}

function first(file: string, content: object): ClusterFile {
  return {
    path: file,
    documents: [
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        ...content,
      },
    ],
    mode: 'first',
  };
}
