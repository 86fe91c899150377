import { hash, timingSafeEqual } from 'node:crypto';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { AuditWebhookConfig } from '../config/auditWebhookSchema';
import { operatorNames } from '../permissions/operatorNames';

/** Which API servers may send their audit log, and of which clusters they are. */
export class Webhooks {
  readonly #entries: readonly { cluster: string; digest: Buffer }[];
  readonly #clusters: () => readonly KnownCluster[];

  constructor(options: {
    webhooks: readonly AuditWebhookConfig[];
    clusters: () => readonly KnownCluster[];
  }) {
    this.#entries = options.webhooks.map(({ cluster, token }) => ({
      cluster,
      digest: digestOf(token),
    }));
    this.#clusters = options.clusters;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /**
   * Whether somebody may send what he says is of a cluster. It takes as long whichever part of
   * a token is right, and whether there is an entry of that name.
   *
   * @param cluster - as it is called in the configuration
   * @param authorization - the header
   */
  isAllowed(cluster: string, authorization: string | undefined): boolean {
    const [, token = ''] = /^bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    const digest = digestOf(token);
    let isFound = false;
    for (const entry of this.#entries) {
      const isSame = timingSafeEqual(entry.digest, digest);
      if (isSame && entry.cluster === cluster) isFound = true;
    }
    return isFound;
  }

  /** The id of the one cluster that an entry means; nothing where it is none, or several. */
  clusterOf(name: string): string | undefined {
    const [cluster, ...others] = this.#clusters().filter(each =>
      operatorNames(each).includes(name),
    );
    return others.length === 0 ? cluster?.id : undefined;
  }

  /** The ids of all clusters whose audit log may be sent. */
  clusterIds(): Set<string> {
    return new Set(
      this.#entries.flatMap(({ cluster }) => this.clusterOf(cluster) ?? []),
    );
  }
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
