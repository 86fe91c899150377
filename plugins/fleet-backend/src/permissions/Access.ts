import { hash } from 'node:crypto';
import { EVERYTHING, isEverything, type Expression } from './Expression';

/** What of the fleet can be limited. */
export type Limited = 'clusters' | 'instances' | 'findings' | 'allocations';

/**
 * What a request may see, decided for it alone. Whoever may not see a cluster
 * sees nothing on it, and nothing that it says.
 */
export class Access {
  static readonly whole = new Access(EVERYTHING, EVERYTHING);

  readonly clusters: Expression;
  readonly instances: Expression;
  /** The same for all who may see the same. */
  readonly key: string;

  constructor(clusters: Expression, instances: Expression) {
    this.clusters = clusters;
    this.instances = instances;
    this.key = hash(
      'sha256',
      JSON.stringify([clusters, instances]),
      'base64url',
    );
  }

  get isWhole(): boolean {
    return this.limited.length === 0;
  }

  get limited(): Limited[] {
    return [
      ...(isEverything(this.clusters) ? [] : (['clusters'] as const)),
      ...(isEverything(this.instances) ? [] : (['instances'] as const)),
    ];
  }
}
