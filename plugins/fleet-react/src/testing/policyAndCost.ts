import type {
  Allocation,
  Finding,
  Statement,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, current, stale } from './builders';
import { statement } from './statements';

const CLUSTER = { id: 'c-euw1b', name: 'prod-euw1-b' };

/**
 * What a policy found.
 *
 * @public
 */
export function finding(
  partial: Partial<Finding> & Pick<Finding, 'policy' | 'result'>,
): Finding {
  const { policy, result } = partial;
  return {
    id: `f-${policy}-${result}-${partial.resource?.name ?? ''}`,
    engine: 'kyverno',
    controls: [],
    exceptions: [],
    source: { kind: 'PolicyReport', namespace: 'shop', name: 'checkout' },
    observer: CLUSTER,
    subject: { state: 'resolved', cluster: CLUSTER },
    currency: current(),
    evaluatedAt: ago({ minutes: 40 }),
    ...partial,
  };
}

/** What policies found in the company's fleet, by cluster, the worst first. */
export function companyFindings(): Map<string, Finding[]> {
  const checkout = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };
  const limits = finding({
    policy: 'require-limits',
    rule: 'memory-limit',
    result: 'fail',
    severity: 'high',
    category: 'Resources',
    message: 'containers need a limit of memory',
    resource: checkout,
    repeatedBy: 2,
  });
  return new Map([
    [
      CLUSTER.id,
      [
        limits,
        finding({
          policy: 'image vulnerabilities',
          engine: 'trivy',
          result: 'fail',
          severity: 'critical',
          resource: checkout,
          container: 'checkout',
          image: 'registry.example/shop/checkout:4.2.0',
          counts: {
            critical: 1,
            high: 3,
            medium: 0,
            low: 0,
            info: 0,
            unknown: 0,
          },
          items: [
            {
              id: 'CVE-2026-0001',
              severity: 'critical',
              subject: 'openssl',
              version: '3.0.1',
              fixedVersion: '3.0.2',
              url: 'https://advisories.example/CVE-2026-0001',
            },
          ],
        }),
        finding({
          policy: 'no-latest',
          result: 'exempt',
          severity: 'medium',
          exceptions: ['legacy-images'],
          resource: { ...checkout, name: 'cart' },
        }),
        finding({
          policy: 'no-host-path',
          result: 'pass',
          severity: 'high',
          resource: checkout,
          currency: stale(2 * 24 * 60),
        }),
        ...['2x8wq', '7f9bd'].map(end => ({
          ...limits,
          id: `f-${end}`,
          resource: {
            ...checkout,
            kind: 'Pod',
            name: `checkout-6c9f7d6c4-${end}`,
          },
          repeats: { id: limits.id, resource: checkout },
          repeatedBy: undefined,
        })),
      ],
    ],
  ]);
}

/**
 * The policies of one of the company's clusters, what is exempt from them, and a budget.
 *
 * @public
 */
export function companyPolicies(): Statement[] {
  return [
    statement({
      engine: 'gatekeeper',
      kind: 'K8sRequiredLabels',
      name: 'owner-label',
      detail: {
        type: 'policy',
        enforcement: 'deny',
        categories: [],
        standards: [],
        controls: [],
        rules: [],
        rulesTotal: 0,
        kinds: ['Namespace'],
        excludedNamespaces: ['kube-system'],
        violations: { total: 57, listed: 20 },
        evaluatedAt: ago({ minutes: 2 }),
        references: [
          {
            role: 'template',
            kind: 'ConstraintTemplate',
            name: 'k8srequiredlabels',
          },
        ],
      },
    }),
    statement({
      engine: 'kyverno',
      kind: 'ClusterPolicy',
      name: 'require-limits',
      health: 'degraded',
      message: 'the webhook could not be configured',
      detail: {
        type: 'policy',
        enforcement: 'audit',
        severity: 'high',
        title: 'Require limits',
        categories: ['Resources'],
        standards: ['CIS'],
        controls: ['5.2.1'],
        rules: [
          { name: 'memory-limit', action: 'validate', enforcement: 'audit' },
        ],
        rulesTotal: 3,
        background: true,
        kinds: ['Pod'],
        excludedNamespaces: [],
        references: [],
      },
    }),
    statement({
      engine: 'kyverno',
      kind: 'PolicyException',
      namespace: 'shop',
      name: 'legacy-images',
      health: 'unknown',
      detail: {
        type: 'exception',
        policies: [{ name: 'no-latest', rules: ['tag'] }],
        scope: ['Deployment cart'],
        namespaces: ['shop'],
        reportsAs: 'skip',
        reason: 'moves in the new year',
        expiresAt: ago({ days: 3 }),
        expired: true,
      },
    }),
    statement({
      engine: 'kubecost',
      kind: 'Budget',
      namespace: 'kubecost',
      name: 'shop',
      health: undefined,
      detail: {
        type: 'budget',
        clusters: [],
        namespaces: ['shop'],
        selectors: [],
        interval: 'monthly',
        limit: 1_200,
        spent: 840.5,
        currency: 'USD',
        thresholds: [80, 100],
      },
    }),
  ];
}

/**
 * What something cost.
 *
 * @public
 */
export function allocation(
  partial: Partial<Allocation> & Pick<Allocation, 'name'>,
): Allocation {
  return {
    id: `a-${partial.name}`,
    engine: 'opencost',
    grain: 'workload',
    share: 'used',
    window: { start: '2026-11-27T00:00:00Z', end: '2026-11-28T00:00:00Z' },
    minutes: 1440,
    money: 'USD',
    costs: { cpu: 3.2, ram: 1.1, total: 4.3 },
    usage: {
      cpuCoresRequested: 2,
      cpuCoresUsed: 0.4,
      ramBytesRequested: 4 * 1024 ** 3,
      ramBytesUsed: 3 * 1024 ** 3,
    },
    efficiency: { cpu: 0.2, ram: 0.75, total: 0.34 },
    query:
      '/allocation/compute?window=2026-11-27T00:00:00Z,2026-11-28T00:00:00Z',
    estimated: false,
    warnings: [],
    observer: CLUSTER,
    subject: { state: 'resolved', cluster: CLUSTER },
    currency: current(),
    ...partial,
  };
}

/** What the company's fleet costs, by cluster, the dearest first. */
export function companyAllocations(): Map<string, Allocation[]> {
  return new Map([
    [
      CLUSTER.id,
      [
        allocation({
          name: '__idle__',
          share: 'idle',
          costs: { cpu: 9, ram: 5.5, total: 14.5 },
          usage: {},
          efficiency: undefined,
        }),
        allocation({
          name: 'shop/checkout',
          controllerKind: 'deployment',
          controller: 'checkout',
          namespace: 'shop',
        }),
        allocation({
          name: 'shop/cart',
          controllerKind: 'deployment',
          controller: 'cart',
          namespace: 'shop',
          costs: { cpu: 0.5, ram: 0.25, total: 0.75 },
          efficiency: { cpu: 'no-request', ram: 0.5, total: 0.5 },
          warnings: ['one of two stores did not answer'],
        }),
      ],
    ],
  ]);
}
