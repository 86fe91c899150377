import { HOSTILE_TEXTS } from '../../../plugins/fleet-common/src/testUtils/hostileTexts';
import type { AppliedObject } from '../ControlClient';

/** Texts that fit into fields of objects; longer ones are cut before they are stored. */
export const TEXTS = HOSTILE_TEXTS.map(({ text }) => text.slice(0, 600));

/** The label by which things belong to the component of this world. */
export const ID_LABEL = 'backstage.io/kubernetes-id';

const AT = '2026-01-05T10:00:00Z';

function condition(type: string, status: string, text: string) {
  return {
    type,
    status,
    reason: text,
    message: `it says ${text}`,
    lastTransitionTime: AT,
    lastUpdateTime: AT,
  };
}

/** Who something says that it belongs to: the component, two of them, a foreign one, nobody. */
function labelsFor(text: string, number: number): Record<string, string> {
  const owners = ['shop', 'shop', 'twin', 'guest', ''];
  const owner = owners[number % owners.length];
  return {
    'app.kubernetes.io/name': text,
    'app.kubernetes.io/part-of': text,
    environment: text,
    ...(owner ? { [ID_LABEL]: owner } : {}),
  };
}

/** A workload that has failed, whose every text is a hostile one. */
export function hostileDeployment(
  number: number,
  tag = TEXTS[number],
): AppliedObject {
  const text = TEXTS[number];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: `d${number} ${text}`,
      // What is somebody else's lies in his namespace.
      namespace: number % 5 === 3 ? 'owned' : `ns-${number % 3} ${text}`,
      generation: 2,
      labels: labelsFor(text, number),
      annotations: {
        'kubernetes.io/change-cause': text,
        [text.slice(0, 200)]: text,
      },
    },
    spec: {
      replicas: 3,
      template: {
        spec: {
          containers: [
            { name: text, image: `registry.example/a/${text}:${tag}` },
            { name: 'side', image: text },
          ],
        },
      },
    },
    status: {
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 1,
      readyReplicas: 1,
      conditions: [
        condition('Progressing', 'False', text),
        condition('Available', 'False', text),
      ],
    },
  };
}

function hostileApplication(text: string, number: number): AppliedObject {
  const source = { repoURL: text, path: text, targetRevision: text };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `a${number} ${text}`,
      namespace: 'argocd',
      labels: labelsFor(text, number),
    },
    spec: {
      project: text,
      source,
      destination: {
        // One of two speaks of a cluster that nobody knows.
        ...(number % 2 === 0
          ? { server: 'https://kubernetes.default.svc' }
          : { name: text }),
        namespace: text,
      },
    },
    status: {
      health: { status: 'Degraded', message: text },
      sync: {
        status: 'OutOfSync',
        revision: text,
        comparedTo: { source },
      },
      conditions: [
        { type: 'ComparisonError', message: text, lastTransitionTime: AT },
      ],
      reconciledAt: AT,
      operationState: {
        phase: 'Failed',
        message: text,
        startedAt: AT,
        finishedAt: AT,
        operation: { sync: { revision: text } },
        syncResult: { revision: text, source },
      },
      history: [{ deployedAt: AT, revision: text, source }],
      resources: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: `ns-${number % 3} ${text}`,
          name: `d${number} ${text}`,
          status: 'OutOfSync',
        },
      ],
      summary: { images: [text, `registry.example/a:${text}`] },
    },
  };
}

function hostileHelmRelease(text: string, number: number): AppliedObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: {
      name: `h${number} ${text}`,
      namespace: text,
      generation: 1,
      labels: labelsFor(text, number),
    },
    spec: {
      releaseName: text,
      targetNamespace: text,
      chart: {
        spec: {
          chart: text,
          version: text,
          sourceRef: { kind: 'HelmRepository', name: text },
        },
      },
    },
    status: {
      observedGeneration: 1,
      lastAttemptedRevision: text,
      conditions: [condition('Ready', 'False', text)],
      history: [{ chartName: text, chartVersion: text, status: 'failed' }],
    },
  };
}

function hostileNode(text: string, number: number): AppliedObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `n${number} ${text}`,
      labels: {
        'topology.kubernetes.io/region': text,
        'topology.kubernetes.io/zone': text,
        'node.kubernetes.io/instance-type': text,
      },
    },
    spec: { providerID: `${text}://a/b` },
    status: {
      conditions: [condition('Ready', 'False', text)],
      capacity: { cpu: text, memory: text, pods: text },
      nodeInfo: { kubeletVersion: text },
    },
  };
}

function hostileNamespace(text: string, number: number): AppliedObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: `ns-${number % 3} ${text}`,
      labels: { environment: text, [text.slice(0, 200)]: text },
    },
  };
}

/** Every kind that pages show, once for every hostile text. */
export function hostileObjects(): AppliedObject[] {
  return TEXTS.flatMap((text, number) => [
    hostileDeployment(number),
    hostileApplication(text, number),
    hostileHelmRelease(text, number),
    hostileNode(text, number),
    hostileNamespace(text, number),
  ]);
}
