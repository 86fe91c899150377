import type { Fact, Health } from '@fleetview/backstage-plugin-fleet-common';
import type { Judgements, Meaning } from './Judgements';
import { ARGOCD_HEALTH } from './vocabularies';

const NOT_GOOD: Health[] = ['progressing', 'degraded'];

/** More or fewer machines than are wanted; upstream judges that, and no health. */
function scaling(direction: 'up' | 'down' | 'none'): Meaning {
  return (fact: Fact) => {
    if (fact.type !== 'pool') return false;
    const { desired, current } = fact.replicas;
    if (desired === undefined || current === undefined) return false;
    if (direction === 'none') {
      return current >= desired && fact.health !== 'progressing';
    }
    const isScaling =
      direction === 'up' ? current < desired : current > desired;
    return isScaling && fact.health === 'progressing';
  };
}

function isPhase(lifecycle: string): Meaning {
  return fact => fact.type === 'cluster' && fact.lifecycle === lifecycle;
}

/** The same reason for several samples of a vocabulary. */
function differAll(
  vocabulary: string,
  reason: string,
  samples: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    samples.map(sample => [`${vocabulary} capi/samples/${sample}`, reason]),
  );
}

/** Something moves; Rancher has no word for a state that nobody knows and calls it the same. */
const TRANSITIONING = 'transitioning=True|error=False';

export const capiJudgements: Judgements = {
  system: 'capi',
  samplesAtLeast: 250,
  words: {
    ...ARGOCD_HEALTH,
    'capi-phase': {
      Provisioning: isPhase('provisioning'),
      Provisioned: isPhase('provisioned'),
      Failed: isPhase('failed'),
    },
    'capi-expected-condition': {
      'Available=True/Available': ['healthy', 'progressing'],
      'Available=False/NotAvailable': NOT_GOOD,
      'Available=Unknown/AvailableUnknown': ['unknown'],
      'Available=Unknown/InspectionFailed': ['unknown'],
      'Ready=True/Ready': ['healthy'],
      'Ready=False/NotReady': NOT_GOOD,
      'Deleting=True/Deleting': ['progressing'],
      'ScalingUp=True/ScalingUp': scaling('up'),
      'ScalingUp=False/NotScalingUp': scaling('none'),
      'ScalingDown=True/ScalingDown': scaling('down'),
      'Initialized=True/Initialized': fact =>
        fact.type === 'pool' &&
        !fact.blockedBy.some(text => text.startsWith('Initialized')),
      'TopologyReconciled=False/ClusterClassNotReconciled': [
        'unknown',
        'progressing',
        'degraded',
      ],
      'TopologyReconciled=False/ControlPlaneUpgradePending': ['progressing'],
      'TopologyReconciled=False/MachineDeploymentsUpgradePending': [
        'progressing',
      ],
    },
    'rancher-summary': {
      '|transitioning=False|error=False': ['healthy'],
      [`deleting|${TRANSITIONING}`]: ['progressing'],
      [`paused|${TRANSITIONING}`]: ['suspended'],
      [`reconciling|${TRANSITIONING}`]: ['progressing', 'unknown'],
      'reconciling|transitioning=False|error=True': ['degraded'],
      [`rollingout|${TRANSITIONING}`]: ['progressing'],
      [`scalingdown|${TRANSITIONING}`]: ['progressing'],
      [`scalingup|${TRANSITIONING}`]: ['progressing'],
      [`updating|${TRANSITIONING}`]: ['progressing'],
      [`waitingforinfrastructure|${TRANSITIONING}`]: ['progressing'],
      [`waitingfornoderef|${TRANSITIONING}`]: ['progressing'],
    },
  },
  differences: {
    ...differAll(
      'argocd-health',
      'Two of three replicas are ready and the phase is Scaling: that is under way.',
      [
        'argocd-oracle/cluster.x-k8s.io__MachinePool/testdata/scaling_provisioned.yaml',
      ],
    ),
    ...differAll(
      'rancher-summary',
      'Without a condition that sums up, nothing is known of it; Rancher has nothing to object.',
      [
        'rancher-wrangler-summary-oracle.yaml#22',
        'rancher-wrangler-summary-oracle.yaml#48',
        'rancher-wrangler-summary-oracle.yaml#49',
      ],
    ),
    ...differAll(
      'rancher-summary',
      'Ready is False, so it is not well, whatever the reason; Rancher knows only some reasons.',
      [
        'rancher-wrangler-summary-oracle.yaml#37',
        'rancher-wrangler-summary-oracle.yaml#40',
      ],
    ),
    ...differAll(
      'rancher-summary',
      'All three machines exist, one has stopped and Available is False: nothing is being scaled.',
      ['rancher-wrangler-summary-oracle.yaml#68'],
    ),
    ...differAll(
      'capi-expected-condition',
      'The gates are those of the ClusterClass, another object; a stated Available has them in it.',
      [
        'go-fixtures/Cluster__cluster.cluster_controller_status__L2701.yaml',
        'go-fixtures-v1.10-v1beta1/Cluster__cluster.cluster_controller_status__L2451.yaml',
      ],
    ),
    ...differAll(
      'capi-expected-condition',
      'Its topology has no class, which no API server accepts: whether it has one cannot be told.',
      [
        'go-fixtures-v1.10-v1beta1/Cluster__cluster.cluster_controller_status__L2322.yaml',
      ],
    ),
    ...differAll(
      'capi-expected-condition',
      'Only the available machines are counted, and those that exist or are up to date are not.',
      [
        'go-fixtures/MachineDeployment__machinedeployment.machinedeployment_status__L151.yaml',
        'go-fixtures-v1.10-v1beta1/MachineDeployment__machinedeployment.machinedeployment_status__L129.yaml',
      ],
    ),
    ...differAll(
      'capi-expected-condition',
      'The verdict is of the Cluster in the same test; this is one of its MachineDeployments.',
      [
        'go-fixtures-v1.10-v1beta1/MachineDeployment__cluster.conditions__L278.yaml',
        'go-fixtures-v1.10-v1beta1/MachineDeployment__cluster.conditions__L373.yaml',
        'go-fixtures-v1.10-v1beta1/MachineDeployment__cluster.conditions__L539.yaml',
      ],
    ),
    ...differAll(
      'capi-expected-condition',
      'The controller works it out from the Machines and etcd; the object before that does not say.',
      [
        'go-fixtures/KubeadmControlPlane__kubeadmcontrolplane.status__L1065.yaml',
        'go-fixtures/KubeadmControlPlane__kubeadmcontrolplane.status__L1150.yaml',
        'go-fixtures/KubeadmControlPlane__kubeadmcontrolplane.status__L1208.yaml',
        'go-fixtures/KubeadmControlPlane__kubeadmcontrolplane.status__L1861.yaml',
        'go-fixtures-v1.10-v1beta1/KubeadmControlPlane__controllers.status__L907.yaml',
        'go-fixtures-v1.10-v1beta1/KubeadmControlPlane__controllers.status__L992.yaml',
        'go-fixtures-v1.10-v1beta1/KubeadmControlPlane__controllers.status__L1050.yaml',
        'go-fixtures-v1.10-v1beta1/KubeadmControlPlane__controllers.status__L1699.yaml',
      ],
    ),
    ...differAll(
      'capi-expected-condition',
      'The verdict is of the control plane in the same test; this is one of its Machines.',
      [
        ...[
          1074, 1114, 1122, 1261, 1311, 1355, 1406, 1462, 1523, 1586, 1639,
          1786, 1794, 1829, 1834, 1839, 1879, 1884, 1889, 1926, 1936,
        ].map(
          line =>
            `go-fixtures/Machine__kubeadmcontrolplane.status__L${line}.yaml`,
        ),
        ...[916, 956, 964, 1099, 1149, 1193, 1244, 1300, 1361, 1424, 1477].map(
          line =>
            `go-fixtures-v1.10-v1beta1/Machine__controllers.status__L${line}.yaml`,
        ),
      ],
    ),
  },
  malformed: [],
  // Argo CD's samples are of v1alpha3; what is read of them is as in v1beta1.
  supplement: (_, object) =>
    typeof object.apiVersion === 'string'
      ? {
          ...object,
          apiVersion: object.apiVersion.replace(/v1alpha[34]$/, 'v1beta1'),
        }
      : object,
};
