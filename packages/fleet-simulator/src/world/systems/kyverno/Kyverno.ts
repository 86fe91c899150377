import { toTimestamp } from '../../../clock';
import type { Condition, KubernetesObject } from '../../../types';
import { setCondition } from '../../conditions';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { workloadSubjects } from '../workloadSubjects';
import { buildPolicies } from './buildPolicies';
import { buildReport } from './buildReport';
import { NAMESPACE_RULES, type Rule, workloadRules } from './policies';
import {
  EXPRESSIONS_GROUP,
  POLICIES_GROUP,
  type PolicyObject,
  type PolicyReport,
  type ReportResult,
  REPORTS_GROUP,
} from './types';

const DAY_MS = 86_400_000;
const ADMISSION = { manager: 'kyverno', operation: 'Update' as const };
const REPORTS = { manager: 'reports-controller', operation: 'Update' as const };
const APPLIED = {
  manager: 'kubectl-client-side-apply',
  operation: 'Update' as const,
};
/** Reports are written again by a scan this often, whatever has changed. */
const SCAN_MS = 3_600_000;
/** The oldest Kubernetes that the simulated release of Kyverno runs on. */
const OLDEST_MINOR = 32;
const SCANNED: Record<string, string> = { process: 'background scan' };
const EXCEPTION = 'one-replica-until-migrated';
const REPLICAS = { policy: 'require-two-replicas', rule: 'replicas' };

/**
 * Kyverno with the company's policies: it reports on each workload and namespace
 * what they are held to, and reports again once one has changed. On a cluster that
 * is too old for it, it neither works nor reports.
 */
export class Kyverno implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #registry: string;
  readonly #rules: Rule<KubernetesObject>[];
  /** What each report was last written of. */
  readonly #reported = new Map<string, string>();
  #scannedAt = -Infinity;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#registry = `registry.${context.scenario.dnsDomain}`;
    this.#rules = workloadRules(this.#registry) as Rule<KubernetesObject>[];
  }

  load(): void {
    const { clock, cluster, spec, bornAt } = this.#context;
    const now = clock.now();
    clock.at(bornAt + 5 * DAY_MS, () => {
      const policies = buildPolicies(
        this.#registry,
        spec.environment === 'production',
      );
      for (const policy of policies) cluster.store.create(policy, APPLIED);
      this.#judgePolicies();
    });
    clock.at(now - 20 * DAY_MS, () => this.#except());
    clock.at(now - 12 * 60_000, () => this.#report());
  }

  tick(): void {
    this.#judgePolicies();
    this.#report();
  }

  get #works(): boolean {
    const [, minor] = this.#context.spec.kubernetesVersion.split('.');
    return Number(minor) >= OLDEST_MINOR;
  }

  #judgePolicies(): void {
    const { store } = this.#context.cluster;
    const policies = [
      ...store.all<PolicyObject>(`${POLICIES_GROUP}/v1`, 'ClusterPolicy'),
      ...store.all<PolicyObject>(`${EXPRESSIONS_GROUP}/v1`, 'ValidatingPolicy'),
    ];
    for (const policy of policies) {
      if (policy.status) continue;
      const { apiVersion, kind, metadata } = policy;
      store.update<PolicyObject>(
        { apiVersion, kind, name: metadata.name },
        draft => {
          draft.status = this.#statusOf(kind);
        },
        ADMISSION,
      );
    }
  }

  #statusOf(kind: string): PolicyObject['status'] {
    const time = toTimestamp(this.#context.clock.now());
    const of = (type: string, message: string): Condition[] =>
      setCondition(
        undefined,
        this.#works
          ? { type, status: 'True', reason: 'Succeeded', message }
          : {
              type,
              status: 'False',
              reason: 'Failed',
              message:
                'the webhook could not be registered: the API server is too old',
            },
        time,
      );
    if (kind === 'ValidatingPolicy') {
      return {
        conditionStatus: {
          ready: this.#works,
          message: '',
          conditions: [
            ...of('WebhookConfigured', 'Webhook configured.'),
            ...of('RBACPermissionsGranted', 'Policy is ready for reporting.'),
          ],
        },
      };
    }
    return {
      ready: this.#works,
      rulecount: { validate: 1, generate: 0, mutate: 0, verifyimages: 0 },
      conditions: of('Ready', 'Ready'),
    };
  }

  /** The first workload that has one replica need not have two for a while. */
  #except(): void {
    const { cluster } = this.#context;
    const first = workloadSubjects(cluster.store).find(
      ({ kind, spec }) => kind !== 'DaemonSet' && (spec.replicas ?? 1) < 2,
    );
    if (!first || !this.#works) return;
    const { namespace = '', name } = first.metadata;
    cluster.store.create(
      {
        apiVersion: `${POLICIES_GROUP}/v2`,
        kind: 'PolicyException',
        metadata: {
          name: EXCEPTION,
          namespace,
          labels: { 'cleanup.kyverno.io/ttl': '30d' },
          annotations: {
            'policies.kyverno.io/description': `${name} cannot run twice before its sessions are shared.`,
          },
        },
        spec: {
          exceptions: [
            { policyName: REPLICAS.policy, ruleNames: [REPLICAS.rule] },
          ],
          match: {
            any: [
              {
                resources: {
                  kinds: [first.kind],
                  namespaces: [namespace],
                  names: [name],
                },
              },
            ],
          },
        },
      },
      APPLIED,
    );
  }

  #isExempt({ kind, metadata }: KubernetesObject): boolean {
    const { store } = this.#context.cluster;
    const exception = store.get<PolicyObject>({
      apiVersion: `${POLICIES_GROUP}/v2`,
      kind: 'PolicyException',
      namespace: metadata.namespace,
      name: EXCEPTION,
    });
    const { any } = (exception?.spec.match ?? { any: [] }) as {
      any: { resources: { kinds: string[]; names: string[] } }[];
    };
    return any.some(
      ({ resources }) =>
        resources.kinds.includes(kind) &&
        resources.names.includes(metadata.name),
    );
  }

  #resultsOf(
    subject: KubernetesObject,
    rules: readonly Rule<KubernetesObject>[],
  ): ReportResult[] {
    const { clock, spec } = this.#context;
    const seconds = Math.floor(clock.now() / 1000);
    return rules.flatMap((rule): ReportResult[] => {
      const judged = rule.judge(subject);
      if (!judged) return [];
      const isReplicas = rule.policy === REPLICAS.policy;
      const isExempt =
        isReplicas && judged.result === 'fail' && this.#isExempt(subject);
      // What is not scored is warned about.
      const isWarning =
        isReplicas &&
        judged.result === 'fail' &&
        spec.environment !== 'production';
      return [
        {
          source: rule.source,
          policy: rule.policy,
          ...(rule.rule && { rule: rule.rule }),
          result: isWarning ? 'warn' : judged.result,
          scored: !isWarning,
          severity: rule.severity,
          category: rule.category,
          message: judged.message,
          properties: SCANNED,
          timestamp: { seconds, nanos: 0 },
          ...(isExempt && {
            result: 'skip' as const,
            message: `rule is skipped due to policy exception: ${subject.metadata.namespace}/${EXCEPTION}`,
            properties: { exceptions: EXCEPTION, ...SCANNED },
          }),
        },
      ];
    });
  }

  #report(): void {
    if (!this.#works) return;
    const { store } = this.#context.cluster;
    const now = this.#context.clock.now();
    const isScan = now - this.#scannedAt >= SCAN_MS;
    if (isScan) this.#scannedAt = now;
    const subjects = [
      ...workloadSubjects(store).map(
        subject => [subject, this.#rules] as const,
      ),
      ...store
        .all('v1', 'Namespace')
        .map(subject => [subject, NAMESPACE_RULES] as const),
    ];
    const there = new Set<string>();
    for (const [subject, rules] of subjects) {
      const { uid = '', generation } = subject.metadata;
      there.add(uid);
      const seen = `${generation ?? ''}/${this.#isExempt(subject)}`;
      if (!isScan && this.#reported.get(uid) === seen) continue;
      this.#reported.set(uid, seen);
      this.#write(subject, this.#resultsOf(subject, rules));
    }
    for (const uid of this.#reported.keys()) {
      if (there.has(uid)) continue;
      this.#reported.delete(uid);
      this.#drop(uid);
    }
  }

  #write(subject: KubernetesObject, results: ReportResult[]): void {
    if (results.length === 0) return;
    const { store } = this.#context.cluster;
    const report = buildReport(subject, results);
    const { apiVersion, kind, metadata } = report;
    const written = store.update<PolicyReport>(
      {
        apiVersion,
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      },
      draft => {
        draft.results = report.results;
        draft.summary = report.summary;
      },
      REPORTS,
    );
    if (!written) store.create(report, REPORTS);
  }

  /** A report goes with what it is about. */
  #drop(uid: string): void {
    const { store } = this.#context.cluster;
    for (const kind of ['PolicyReport', 'ClusterPolicyReport']) {
      const apiVersion = `${REPORTS_GROUP}/v1alpha2`;
      for (const { metadata } of store.all(apiVersion, kind)) {
        if (metadata.name !== uid) continue;
        store.delete({
          apiVersion,
          kind,
          namespace: metadata.namespace,
          name: uid,
        });
      }
    }
  }
}
