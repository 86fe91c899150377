import { toTimestamp } from '../../../clock';
import { buildSource } from '../../builders/flux';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { ImageAutomation } from './ImageAutomation';
import { RemoteDelivery } from './RemoteDelivery';
import { buildWaitingDeliveries } from './waitingDeliveries';

const DAY_MS = 86_400_000;

/**
 * A bucket with bundles of releases, a policy for images, a delivery to another
 * cluster, and two deliveries of which one waits for the other, which fails.
 */
export class FluxExtras implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #images: ImageAutomation;
  readonly #remote: RemoteDelivery;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#images = new ImageAutomation(context);
    this.#remote = new RemoteDelivery(context);
  }

  load(): void {
    const { scenario, spec, cluster, clock, bornAt } = this.#context;
    if (spec.delivery.engine !== 'flux') {
      throw new Error(
        `'${spec.name}' has the system 'flux' and another engine. Set its delivery.engine to 'flux'.`,
      );
    }
    const createdAt = bornAt + 2 * DAY_MS;
    const now = clock.now();
    clock.at(createdAt, () => {
      cluster.store.create(
        buildSource({
          kind: 'Bucket',
          name: 'release-bundles',
          url: `https://storage.${scenario.dnsDomain}/release-bundles`,
          createdAt,
          updatedAt: now - DAY_MS,
        }),
        { manager: 'source-controller', operation: 'Update' },
      );
    });
    const failingSince = now - 5 * 3_600_000;
    clock.at(failingSince, () => {
      for (const kustomization of buildWaitingDeliveries(
        createdAt,
        toTimestamp(failingSince),
      )) {
        cluster.store.create(kustomization, {
          manager: 'kustomize-controller',
          operation: 'Update',
        });
      }
    });
    this.#images.load();
    this.#remote.load();
  }

  tick(): void {
    this.#images.tick();
    this.#remote.tick();
  }
}
