import {
  approvalsNeeded,
  exceptionStateOf,
  validApprovals,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime } from '../read/types';
import { allowancesOf } from './allowances';
import type { ExceptionAccess } from './ExceptionAccess';
import type { StoredException } from './StoredException';

/** What exceptions are shown with. */
export type ExceptionReading = {
  access: ExceptionAccess;
  now: number;
  /** Of clusters, by id. */
  names: ReadonlyMap<string, string>;
  /** Which entities may be shown; all where absent. */
  entities?: ReadonlySet<string>;
};

const time = (at: number) => toTime(at) as string;

/** An exception of the ledger as the API shows it. */
export function toException(
  exception: StoredException,
  reading: ExceptionReading,
): FleetException {
  const { access, now } = reading;
  const { ledger, renews, renewedBy } = exception;
  const { state, withinDays, inForceSince } = exceptionStateOf(
    ledger,
    now,
    access.rules,
  );
  return defined({
    id: exception.id,
    version: exception.version,
    kind: exception.kind,
    state,
    withinDays,
    inForceSince: toTime(inForceSince),
    scope: scopeOf(exception, reading),
    severity: exception.severity,
    reason: exception.reason,
    ticket: exception.ticket,
    compensatingControl: exception.compensatingControl,
    requestedBy: exception.requestedBy,
    requestedAt: time(exception.requestedAt),
    approvals: validApprovals(ledger, now).map(({ by, at }) => ({
      by,
      at: time(at),
    })),
    approvalsNeeded: approvalsNeeded(exception.severity, access.rules),
    startsAt: toTime(exception.startsAt),
    expiresAt: time(exception.expiresAt),
    reviewAt: toTime(exception.reviewAt),
    renews,
    renewedBy,
    history: historyOf(exception),
    may: allowancesOf(exception, access, now),
  });
}

function scopeOf(
  { scope }: StoredException,
  { access, names, entities }: ExceptionReading,
): FleetException['scope'] {
  const visible = new Set(access.seesAll ? [] : access.clustersOf(scope));
  const clusters = scope.clusters.filter(
    id => access.seesAll || visible.has(id),
  );
  const refs = scope.entities.filter(ref => !entities || entities.has(ref));
  const isPartial =
    clusters.length < scope.clusters.length ||
    refs.length < scope.entities.length;
  return defined({
    clusters: clusters.map(id => ({ id, name: names.get(id) ?? id })),
    namespaces: [...scope.namespaces],
    policies: scope.policies.map(policy =>
      defined({ ...policy, rules: [...policy.rules] }),
    ),
    subjects: [...scope.subjects],
    resource: scope.resource,
    entities: refs,
    owner: scope.owner ?? ownerOf(refs, access),
    partial: isPartial || undefined,
  });
}

/** Who owns all of the entities; nobody where they are of several. */
function ownerOf(
  refs: readonly string[],
  { entities }: ExceptionAccess,
): string | undefined {
  const owners = new Set(refs.map(ref => entities.byRef.get(ref)?.owner));
  return owners.size === 1 ? [...owners][0] : undefined;
}

function historyOf(exception: StoredException): FleetException['history'] {
  const { withdrawn } = exception;
  return [
    {
      what: 'requested' as const,
      by: exception.requestedBy,
      at: exception.requestedAt,
      comment: exception.reason,
    },
    ...exception.approvals.map(approval => ({
      what: 'approved' as const,
      ...approval,
    })),
    ...(withdrawn
      ? [
          {
            what: 'withdrawn' as const,
            by: withdrawn.by,
            at: withdrawn.at,
            comment: withdrawn.because,
          },
        ]
      : []),
  ].map(({ at, ...step }) => ({ ...step, at: time(at) }));
}
