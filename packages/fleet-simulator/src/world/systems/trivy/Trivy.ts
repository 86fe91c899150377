import { toTimestamp } from '../../../clock';
import type { KubernetesObject } from '../../../types';
import type { ReplicaSet } from '../../kinds';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import {
  complianceReport,
  complianceStatus,
  configAuditReport,
  vulnerabilityReport,
} from './reports';
import { TRIVY_API_VERSION } from './types';

const WRITER = { manager: 'trivy-operator', operation: 'Update' as const };
const HOUR_MS = 3_600_000;
/** So many are scanned at once. */
const AT_ONCE = 3;

/** Reports on what runs, made anew for what is new, and taken away with what is gone. */
export class Trivy implements WorldSystem {
  readonly #context: WorldSystemContext;
  /** Its scans are never started: the operator is there, and has no rights to. */
  readonly #isIdle: boolean;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#isIdle = context.spec.environment === 'staging';
  }

  load(): void {
    const { clock, cluster, bornAt } = this.#context;
    clock.at(bornAt + 30 * 24 * HOUR_MS, () =>
      cluster.store.create(complianceReport(), WRITER),
    );
    clock.at(clock.now() - 5 * HOUR_MS, () => this.#scan(Infinity));
    clock.at(clock.now() - 4 * HOUR_MS, () => this.#sumUp());
  }

  tick(): void {
    if (this.#scan(AT_ONCE)) this.#sumUp();
  }

  /** What runs: what was scaled down is not scanned any more. */
  #running(): Map<string, ReplicaSet> {
    const { store } = this.#context.cluster;
    return new Map(
      store
        .all<ReplicaSet>('apps/v1', 'ReplicaSet')
        .filter(({ spec }) => spec.replicas > 0)
        .map(each => [each.metadata.uid ?? '', each]),
    );
  }

  #reports(kind: string): KubernetesObject[] {
    return this.#context.cluster.store.all(TRIVY_API_VERSION, kind);
  }

  /** @returns whether anything changed */
  #scan(limit: number): boolean {
    if (this.#isIdle) return false;
    const { store } = this.#context.cluster;
    const running = this.#running();
    const known = new Set<string>();
    let isChanged = false;
    for (const kind of ['VulnerabilityReport', 'ConfigAuditReport']) {
      for (const { metadata } of this.#reports(kind)) {
        const uid = metadata.ownerReferences?.[0]?.uid ?? '';
        if (running.has(uid)) {
          known.add(`${kind}/${uid}`);
        } else {
          isChanged = true;
          store.delete({
            apiVersion: TRIVY_API_VERSION,
            kind,
            namespace: metadata.namespace,
            name: metadata.name,
          });
        }
      }
    }
    const time = toTimestamp(this.#context.clock.now());
    let scanned = 0;
    for (const [uid, replicaSet] of running) {
      if (scanned >= limit) break;
      if (known.has(`VulnerabilityReport/${uid}`)) continue;
      scanned += 1;
      store.create(vulnerabilityReport(replicaSet, time), WRITER);
      store.create(configAuditReport(replicaSet, time), WRITER);
    }
    return isChanged || scanned > 0;
  }

  #sumUp(): void {
    if (this.#isIdle) return;
    const { store } = this.#context.cluster;
    store.update(
      {
        apiVersion: TRIVY_API_VERSION,
        kind: 'ClusterComplianceReport',
        name: 'company-hardening-1.0',
      },
      draft => {
        draft.status = complianceStatus(
          this.#reports('ConfigAuditReport'),
          toTimestamp(this.#context.clock.now()),
        );
      },
      { ...WRITER, subresource: 'status' },
    );
  }
}
