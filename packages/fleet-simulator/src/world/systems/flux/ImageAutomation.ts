import { toTimestamp } from '../../../clock';
import { KubernetesObject } from '../../../types';
import { fluxCondition } from '../../builders/flux';
import { setCondition } from '../../conditions';
import { Deployment, FluxSource } from '../../kinds';
import { namespaceOf } from '../../placement';
import type { WorldSystemContext } from '../WorldSystem';

const DAY_MS = 86_400_000;
const API_VERSION = 'image.toolkit.fluxcd.io/v1';

/**
 * A policy that follows the images of the component that is rolled out: what
 * runs where a release begins is the newest that there is.
 */
export class ImageAutomation {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const image = this.#newest();
    const component = this.#component;
    if (!image || !component) return;
    const { cluster, clock, bornAt } = this.#context;
    const createdAt = bornAt + 2 * DAY_MS;
    const time = toTimestamp(clock.now() - 3_600_000);
    const { repository, tag } = image;
    clock.at(createdAt, () => {
      for (const object of [
        this.#object('ImageRepository', component, time, {
          spec: { image: repository, interval: '5m0s', provider: 'generic' },
          message: `successful scan: found 12 tags`,
          status: {
            canonicalImageName: repository,
            lastScanResult: { scanTime: time, tagCount: 12 },
          },
        }),
        this.#object('ImagePolicy', component, time, {
          spec: {
            imageRepositoryRef: { name: component },
            policy: { semver: { range: '>=1.0.0' } },
          },
          message: `Latest image tag for ${repository} resolved to ${tag}`,
          status: { latestRef: { name: repository, tag } },
        }),
      ]) {
        cluster.store.create(object, {
          manager: 'image-reflector-controller',
          operation: 'Update',
        });
      }
    });
  }

  tick(): void {
    const image = this.#newest();
    const name = this.#component;
    if (!image || !name) return;
    const { store } = this.#context.cluster;
    const reference = {
      apiVersion: API_VERSION,
      kind: 'ImagePolicy',
      namespace: 'flux-system',
      name,
    };
    const policy = store.get<FluxSource>(reference);
    const before = policy?.status?.latestRef as { tag?: string } | undefined;
    if (!policy || policy.spec.suspend || before?.tag === image.tag) return;
    const time = toTimestamp(this.#context.clock.now());
    store.update<FluxSource>(
      reference,
      draft => {
        draft.status = {
          ...draft.status,
          observedPreviousRef: draft.status?.latestRef,
          latestRef: { name: image.repository, tag: image.tag },
          conditions: setCondition(
            draft.status?.conditions,
            fluxCondition(
              'Ready',
              'True',
              'Succeeded',
              `Latest image tag for ${image.repository} resolved to ${image.tag}`,
              time,
            ),
            time,
          ),
        };
      },
      {
        manager: 'image-reflector-controller',
        operation: 'Update',
        subresource: 'status',
      },
    );
  }

  get #component(): string | undefined {
    return this.#context.scenario.rollouts[0]?.component;
  }

  /** What runs on the first cluster of the first wave. */
  #newest(): { repository: string; tag: string } | undefined {
    const { scenario, clusters } = this.#context;
    const [rollout] = scenario.rollouts;
    const component = scenario.components.find(
      ({ name }) => name === rollout?.component,
    );
    const first = rollout?.waves[0]?.clusters[0];
    const live =
      component &&
      clusters.get(first ?? '')?.cluster.store.get<Deployment>({
        apiVersion: 'apps/v1',
        kind: component.kind,
        namespace: namespaceOf(scenario, component),
        name: component.name,
      });
    const [repository, tag] =
      live?.spec.template.spec.containers[0].image.split(/:(?=[^:/]*$)/) ?? [];
    return repository && tag ? { repository, tag } : undefined;
  }

  #object(
    kind: string,
    name: string,
    time: string,
    options: {
      spec: KubernetesObject['spec'];
      status: Record<string, unknown>;
      message: string;
    },
  ): KubernetesObject {
    return {
      apiVersion: API_VERSION,
      kind,
      metadata: {
        name,
        namespace: 'flux-system',
        generation: 1,
        finalizers: ['finalizers.fluxcd.io'],
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'flux-system',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      },
      spec: options.spec,
      status: {
        observedGeneration: 1,
        conditions: [
          fluxCondition('Ready', 'True', 'Succeeded', options.message, time),
        ],
        ...options.status,
      },
    };
  }
}
