import {
  boundedName,
  boundedText,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { nameOfControl, readControls } from './readControls';
import type { ComplianceReport } from './schema';

const MAX_CONTROLS = 100;

function verdictOf({ metadata, status }: ComplianceReport): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  return timeOf(status?.updateTimestamp)
    ? { health: 'healthy' }
    : { health: 'unknown', message: 'the report has not been made' };
}

/** A standard that a cluster is measured by, and what came of each of its controls. */
export function mapClusterComplianceReport(
  report: ComplianceReport,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = report;
  const { title, description, controls } = spec.compliance;
  const { health, message } = verdictOf(report);
  const name = boundedName(context.source.name);
  const evaluatedAt = timeOf(status?.updateTimestamp);
  const failed = status?.summary?.failCount;
  const policy: PolicyFact = withoutUndefined({
    ...factBase(context, metadata, { changedAt: evaluatedAt }),
    type: 'policy' as const,
    engine: 'trivy',
    kind: 'ClusterComplianceReport',
    name,
    health,
    message,
    title: title ? boundedText(title) : undefined,
    description: description ? boundedText(description) : undefined,
    enforcement: 'audit' as const,
    categories: [],
    standards: title ? [boundedName(title)] : [],
    controls: controls.slice(0, MAX_CONTROLS).map(nameOfControl),
    rules: controls
      .slice(0, MAX_CONTROLS)
      .map(control => ({ name: nameOfControl(control) })),
    rulesTotal: controls.length,
    background: true,
    kinds: [],
    excludedNamespaces: [],
    violations: failed === undefined ? undefined : { total: failed },
    evaluatedAt,
    references: [],
  });
  return { facts: [policy, ...readControls(report, context, name)] };
}
