import type { Enforcement } from '@fleetview/backstage-plugin-fleet-common';
import type { ConstraintObject } from './schema';

/** Where something is refused or warned about; Gatekeeper's command line tool is no part of a cluster. */
const ADMISSION_POINTS = ['validation.gatekeeper.sh', 'vap.k8s.io', '*'];
const AUDIT_POINTS = ['audit.gatekeeper.sh', '*'];

function effectOf(action: string | undefined): Enforcement {
  switch (action) {
    // The default.
    case undefined:
    case '':
    case 'deny':
      return 'deny';
    case 'warn':
      return 'warn';
    case 'dryrun':
      return 'audit';
    default:
      return 'unknown';
  }
}

/** What a constraint does. Of one that says it for each point of enforcement, what it does at admission. */
export function readEnforcement({ spec }: ConstraintObject): Enforcement {
  if (!spec) return 'unknown';
  if (spec.enforcementAction !== 'scoped') {
    return effectOf(spec.enforcementAction);
  }
  const scoped = (spec.scopedEnforcementActions ?? []).map(
    ({ action, enforcementPoints = [] }) => ({
      effect: action === undefined ? 'unknown' : effectOf(action),
      points: enforcementPoints.map(({ name = '' }) => name),
    }),
  );
  const at = (points: readonly string[]) =>
    scoped.filter(entry => entry.points.some(name => points.includes(name)));
  const [first, ...others] = new Set(
    at(ADMISSION_POINTS).map(({ effect }) => effect),
  );
  if (first !== undefined) return others.length > 0 ? 'mixed' : first;
  if (at(AUDIT_POINTS).length > 0) return 'audit';
  return scoped.length > 0 ? 'none' : 'unknown';
}
