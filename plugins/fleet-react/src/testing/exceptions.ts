import {
  EXCEPTION_KINDS,
  EXCEPTION_STATES,
  type ExceptionRequest,
  type FleetAppliedException,
  type FleetException,
  type FleetExceptionPage,
  type ListExceptionsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, current, NOW, stale } from './builders';

const DAY_MS = 24 * 60 * 60 * 1000;

function inDays(days: number): string {
  return new Date(NOW + days * DAY_MS).toISOString();
}

/**
 * An exception of the ledger that is in force, unless a test says otherwise.
 *
 * @public
 */
export function ledgerException(
  over: Partial<FleetException> = {},
): FleetException {
  return {
    id: 'e-1',
    version: 2,
    kind: 'policy',
    state: 'active',
    inForceSince: ago({ days: 20 }),
    scope: {
      clusters: [{ id: 'c-euw1b', name: 'prod-euw1-b' }],
      namespaces: ['payments'],
      policies: [
        {
          engine: 'kyverno',
          kind: 'ClusterPolicy',
          name: 'require-limits',
          rules: [],
        },
      ],
      subjects: [],
      entities: ['component:default/checkout'],
      resource: { kind: 'Deployment', name: 'checkout' },
      owner: 'group:default/payments',
    },
    severity: 'high',
    reason: 'The vendor ships limits with its next release.',
    ticket: 'RISK-1432',
    compensatingControl: 'The node pool is reserved for it.',
    requestedBy: 'user:default/rita',
    requestedAt: ago({ days: 21 }),
    approvals: [{ by: 'user:default/jane', at: ago({ days: 20 }) }],
    approvalsNeeded: 1,
    expiresAt: inDays(60),
    reviewAt: inDays(30),
    history: [
      {
        what: 'requested',
        by: 'user:default/rita',
        at: ago({ days: 21 }),
        comment: 'The vendor ships limits with its next release.',
      },
      { what: 'approved', by: 'user:default/jane', at: ago({ days: 20 }) },
    ],
    may: {
      approve: { allowed: false, because: 'not-needed' },
      withdraw: { allowed: true },
      renew: { allowed: true },
    },
    ...over,
  };
}

/**
 * The ledger of the company: one that waits for a second approval, one that ends soon, one
 * in force and one that is over.
 *
 * @public
 */
export function companyExceptions(): FleetException[] {
  const base = ledgerException();
  return [
    ledgerException({
      id: 'e-4',
      version: 2,
      state: 'requested',
      inForceSince: undefined,
      severity: 'critical',
      reason: 'The image is signed from December on.',
      scope: {
        ...base.scope,
        policies: [{ engine: 'kyverno', name: 'signed-images', rules: [] }],
        resource: undefined,
        entities: [],
      },
      requestedAt: ago({ hours: 3 }),
      approvalsNeeded: 2,
      approvals: [{ by: 'user:default/jane', at: ago({ hours: 2 }) }],
      may: {
        approve: { allowed: true },
        withdraw: { allowed: true },
        renew: { allowed: false, because: 'not-approved' },
      },
    }),
    ledgerException({
      id: 'e-3',
      state: 'expiring',
      withinDays: 7,
      kind: 'freeze',
      severity: 'unknown',
      reason: 'A fix of security goes out during the freeze.',
      ticket: undefined,
      scope: {
        ...base.scope,
        policies: [],
        subjects: ['year-end'],
        resource: undefined,
      },
      requestedAt: ago({ days: 5 }),
      approvalsNeeded: 2,
      approvals: [
        { by: 'user:default/jane', at: ago({ days: 5 }) },
        { by: 'user:default/john', at: ago({ days: 4 }) },
      ],
      expiresAt: inDays(5),
    }),
    base,
    ledgerException({
      id: 'e-0',
      state: 'expired',
      inForceSince: undefined,
      requestedAt: ago({ days: 90 }),
      expiresAt: ago({ days: 2 }),
      may: {
        approve: { allowed: false, because: 'expired' },
        withdraw: { allowed: false, because: 'expired' },
        renew: { allowed: true },
      },
    }),
  ];
}

/**
 * What engines apply: one beyond its end, one that nobody asked for, and one of a cluster
 * that cannot be read.
 *
 * @public
 */
export function companyApplied(): FleetAppliedException[] {
  const base: FleetAppliedException = {
    id: 'f-1',
    engine: 'kyverno',
    kind: 'PolicyException',
    namespace: 'payments',
    name: 'batch-limits',
    cluster: { id: 'c-euw1b', name: 'prod-euw1-b' },
    observer: { id: 'c-euw1b', name: 'prod-euw1-b' },
    policies: [{ name: 'require-limits', rules: [] }],
    scope: ['Deployment named checkout in payments'],
    namespaces: ['payments'],
    expiresAt: ago({ days: 3 }),
    currency: current(),
    alerts: ['overdue', 'not-in-ledger'],
    ledger: { id: 'e-0', match: 'resembles', state: 'expired' },
  };
  return [
    base,
    {
      ...base,
      id: 'f-2',
      name: 'anything-goes',
      expiresAt: undefined,
      alerts: ['not-in-ledger'],
      ledger: undefined,
    },
    {
      ...base,
      id: 'f-3',
      name: 'checkout-limits',
      cluster: { id: 'c-aps1', name: 'prod-aps1' },
      observer: { id: 'c-aps1', name: 'prod-aps1' },
      expiresAt: inDays(60),
      currency: stale(9, 'unreachable'),
      alerts: [],
      ledger: { id: 'e-1', match: 'covers', state: 'active' },
    },
  ];
}

/** The ledger as the API totals it, before the filter by state. */
export function exceptionTotals(
  items: readonly FleetException[],
  ofAnyKind: readonly FleetException[],
): FleetExceptionPage['totals'] {
  const kinds = Object.fromEntries(
    EXCEPTION_KINDS.map(kind => [
      kind,
      ofAnyKind.filter(each => each.kind === kind).length,
    ]),
  ) as FleetExceptionPage['totals']['kinds'];
  const states = Object.fromEntries(
    EXCEPTION_STATES.map(state => [
      state,
      items.filter(each => each.state === state).length,
    ]),
  ) as FleetExceptionPage['totals']['states'];
  const inForce = states.active + states.expiring;
  return {
    total: items.length,
    states,
    kinds,
    debt: {
      inForce,
      renewals: 0,
      weight: inForce * 5,
      weightDays: inForce * 100,
    },
  };
}

/** What passes all filters but the one by state. */
export function filterExceptions(
  items: readonly FleetException[],
  query: ListExceptionsQuery,
): FleetException[] {
  const isAny = (
    wanted: readonly string[] | undefined,
    values: (string | undefined)[],
  ) =>
    !wanted?.length ||
    values.some(value => value !== undefined && wanted.includes(value));
  return items.filter(
    ({ kind, scope }) =>
      isAny(query.kind, [kind]) &&
      isAny(query.owner, [scope.owner]) &&
      isAny(query.component, scope.entities) &&
      isAny(
        query.policy,
        scope.policies.map(({ name }) => name),
      ) &&
      isAny(
        query.cluster,
        scope.clusters.map(({ id }) => id),
      ),
  );
}

/** What comes of a request. */
export function requestedException(request: ExceptionRequest): FleetException {
  const { scope } = request;
  return ledgerException({
    id: 'e-new',
    version: 1,
    kind: request.kind,
    state: 'requested',
    inForceSince: undefined,
    scope: {
      clusters: (scope.clusters ?? []).map(id => ({ id, name: id })),
      namespaces: scope.namespaces ?? [],
      policies: scope.policies ?? [],
      subjects: scope.subjects ?? [],
      entities: scope.entities ?? [],
      ...(scope.resource ? { resource: scope.resource } : {}),
    },
    reason: request.reason,
    ticket: request.ticket,
    compensatingControl: request.compensatingControl,
    requestedBy: 'user:default/guest',
    requestedAt: new Date(NOW).toISOString(),
    approvals: [],
    expiresAt: request.expiresAt,
    reviewAt: request.reviewAt,
    history: [],
    may: {
      approve: { allowed: false, because: 'is-requester' },
      withdraw: { allowed: true },
      renew: { allowed: false, because: 'not-approved' },
    },
  });
}
