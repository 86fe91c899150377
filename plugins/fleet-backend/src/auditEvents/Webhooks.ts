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
    return this.#meant(new Set([name])).get(name);
  }

  /** The ids of all clusters whose audit log may be sent. */
  clusterIds(): Set<string> {
    const names = new Set(this.#entries.map(({ cluster }) => cluster));
    return new Set(this.#meant(names).values());
  }

  /** Of each name the one cluster that an operator means by it. */
  #meant(names: ReadonlySet<string>): Map<string, string> {
    if (names.size === 0) return new Map();
    const found = new Map<string, string>();
    const several = new Set<string>();
    for (const cluster of this.#clusters()) {
      if (!cluster.names.some(name => names.has(name))) continue;
      for (const name of operatorNames(cluster)) {
        if (!names.has(name)) continue;
        if (found.has(name)) several.add(name);
        found.set(name, cluster.id);
      }
    }
    for (const name of several) found.delete(name);
    return found;
  }
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
