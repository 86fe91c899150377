import { InputError } from '@backstage/errors';
import {
  COMPLIANCE_SEVERITIES,
  type ComplianceSeverity,
  type ExceptionRequest,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { auditOf, titleOf } from './auditOf';
import { personOf, refuseChange, type Changing } from './Changing';
import { checkTimes } from './checkTimes';
import { getException } from './getException';
import { insertException, type NewException } from './insertException';
import { nameKnownPolicies } from './nameKnownPolicies';
import { toScope } from './toScope';

/**
 * Asks for an exception: it is in force once enough others have approved of it.
 *
 * @throws NotAllowedError where it covers any place that who asks may waive nothing of;
 *   InputError where it says nothing that could be waived
 */
export async function requestException(
  changing: Changing,
  asked: ExceptionRequest,
): Promise<FleetException> {
  const { context, access, audit, actor } = changing;
  const person = personOf(changing);
  const reason = textOf(asked.reason);
  if (!reason) throw new InputError('A reason is needed.');
  const times = checkTimes(asked, context.now);
  const stated = await toScope(context, access, asked);
  if (!access.mayWaive(stated)) {
    return refuseChange(
      changing,
      { id: 'new', name: titleOf({ kind: asked.kind, scope: stated }) },
      "This covers places for which you lack the permission 'fleet.finding.waive', or may not read what is found. Name the clusters, namespaces and components that are yours, or ask whoever keeps the portal's permission policy.",
    );
  }
  const { policies, severity } = await nameKnownPolicies(context.knex, stated);
  const exception: NewException = {
    kind: asked.kind,
    scope: { ...stated, policies },
    severity: graver(severity, asked.severity),
    reason,
    ticket: textOf(asked.ticket),
    compensatingControl: textOf(asked.compensatingControl),
    requestedBy: person,
    requestedAt: context.now,
    ...times,
    requestKey: asked.requestKey,
  };
  const id = await audit.change(async (trx, record) => {
    const stored = await insertException(trx, exception);
    if (stored.isNew) {
      record({
        event: 'exception-requested',
        actor,
        target: { id: stored.id, name: titleOf(exception) },
        after: auditOf(exception),
        reason,
      });
    }
    return stored.id;
  });
  return getException(context, access, id);
}

/** What somebody wrote; nothing where that is nothing. */
export function textOf(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

/**
 * What is said may make it graver. What has no severity needs as many approvals as what is
 * critical: it is not made less by being called so.
 */
function graver(
  known: ComplianceSeverity,
  asked: ComplianceSeverity | undefined,
): ComplianceSeverity {
  if (asked === undefined) return known;
  if (known === 'unknown') return asked === 'critical' ? asked : known;
  const rank = (severity: ComplianceSeverity) =>
    COMPLIANCE_SEVERITIES.indexOf(severity);
  return rank(asked) < rank(known) ? asked : known;
}
