import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { claimsOf } from './claims';
import { CLUSTER_GROUP } from './types';

/** A managed cluster's own side: what it claims of itself. */
export class Member implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { spec, cluster, clock, bornAt } = this.#context;
    clock.at(bornAt + 2 * 86_400_000, () => {
      for (const { name, value } of claimsOf(spec, cluster)) {
        cluster.store.create(
          {
            apiVersion: `${CLUSTER_GROUP}/v1alpha1`,
            kind: 'ClusterClaim',
            metadata: { name },
            spec: { value },
          },
          { manager: 'klusterlet-agent', operation: 'Update' },
        );
      }
    });
  }

  tick(): void {}
}
