import {
  boundedName,
  boundedText,
  type FindingFact,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readSeverity } from './readSeverity';
import type { ComplianceReport } from './schema';

const MAX_CONTROLS = 500;

type Judged = { result: FindingResult; message?: string };

type Detail = NonNullable<
  NonNullable<ComplianceReport['status']>['detailReport']
>['results'][number];

/** `1.0 Non-root containers` */
export function nameOfControl(control: { id: string; name?: string }): string {
  return boundedName([control.id, control.name].filter(Boolean).join(' '));
}

/** A check without an id is what Trivy writes where nothing was looked at. */
function judgeDetail({ checks, status }: Detail): Judged {
  const made = checks.filter(({ checkID }) => checkID);
  const failed = made.filter(({ success }) => success === false).length;
  if (failed > 0) return { result: 'fail', message: `${failed} checks fail` };
  if (made.length > 0) {
    return made.every(({ success }) => success === true)
      ? { result: 'pass' }
      : { result: 'unknown' };
  }
  // For what a person has to look at, its default.
  if (status === 'FAIL') return { result: 'fail', message: 'by default' };
  if (status === 'WARN') return { result: 'warn', message: 'by default' };
  return { result: 'unknown', message: 'nothing was looked at' };
}

function judgeTotal(totalFail: number | undefined): Judged {
  if (totalFail === undefined) {
    return { result: 'unknown', message: 'not counted' };
  }
  return totalFail > 0
    ? { result: 'fail', message: `${totalFail} checks fail` }
    : { result: 'pass' };
}

function judgementsOf(status: ComplianceReport['status']): Map<string, Judged> {
  return new Map([
    ...(status?.summaryReport?.controlCheck ?? []).map(
      ({ id, totalFail }) => [id, judgeTotal(totalFail)] as const,
    ),
    ...(status?.detailReport?.results ?? []).map(
      detail => [detail.id, judgeDetail(detail)] as const,
    ),
  ]);
}

/** A finding for each control, of the cluster as a whole; none before the report is made. */
export function readControls(
  { metadata, spec, status }: ComplianceReport,
  context: MapContext,
  policy: string,
): FindingFact[] {
  if (!status) return [];
  const judged = judgementsOf(status);
  const evaluatedAt = timeOf(status.updateTimestamp);
  const controls = new Map(
    spec.compliance.controls.map(control => [control.id, control]),
  );
  return [...controls.values()].slice(0, MAX_CONTROLS).map(control => {
    const { result, message } = judged.get(control.id) ?? {
      result: 'unknown' as const,
      message: 'not reported',
    };
    return withoutUndefined({
      ...factBase(context, metadata, {
        part: `control/${boundedName(control.id).slice(0, 200)}`,
        changedAt: evaluatedAt,
      }),
      type: 'finding' as const,
      engine: 'trivy',
      policy,
      rule: nameOfControl(control),
      result:
        metadata.deletionTimestamp === undefined
          ? result
          : ('unknown' as const),
      severity: readSeverity(control.severity),
      controls: [nameOfControl(control)],
      message: message ? boundedText(message) : undefined,
      evaluatedAt,
      exceptions: [],
    });
  });
}
