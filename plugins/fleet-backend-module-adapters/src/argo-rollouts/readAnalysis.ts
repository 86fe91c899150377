import {
  type AnalysisFact,
  boundedName,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type MapContext,
  type ObjectMetadata,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';

type VerdictOfAnalysis = AnalysisFact['verdict'];

const PHASES: Record<string, VerdictOfAnalysis> = {
  Pending: 'pending',
  Running: 'running',
  Successful: 'successful',
  Failed: 'failed',
  Error: 'error',
  Inconclusive: 'inconclusive',
};

const HEALTH: Record<VerdictOfAnalysis, Verdict['health']> = {
  pending: 'progressing',
  running: 'progressing',
  successful: 'healthy',
  failed: 'degraded',
  error: 'degraded',
  // Neither good nor bad: someone has to decide.
  inconclusive: 'unknown',
  unknown: 'unknown',
};

/** What a phase of an analysis, of one of its metrics or of an experiment means. */
export function readPhase(phase: string | undefined): VerdictOfAnalysis {
  return phase !== undefined && Object.hasOwn(PHASES, phase)
    ? PHASES[phase]
    : 'unknown';
}

/** Whether nothing more will come. */
export function hasEnded(phase: string | undefined): boolean {
  return !['pending', 'running', 'unknown'].includes(readPhase(phase));
}

/** Health and message of an analysis or experiment. */
export function readAnalysisHealth(
  metadata: ObjectMetadata,
  status: { phase?: string; message?: string } | undefined,
): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  const { phase, message } = status;
  const verdict = readPhase(phase);
  if (verdict === 'unknown') {
    return {
      health: 'unknown',
      message: phase ? `the phase is '${phase}'` : 'no phase',
    };
  }
  return { health: HEALTH[verdict], message: message || undefined };
}

/** The Rollout or Experiment that asked for it. */
export function readParent(
  metadata: ObjectMetadata,
  context: MapContext,
): AnalysisFact['parent'] {
  const owner = metadata.ownerReferences.find(
    ({ apiVersion, kind }) =>
      apiVersion.startsWith('argoproj.io/') &&
      ['Rollout', 'Experiment'].includes(kind),
  );
  if (!owner) return undefined;
  const { namespace } = context.source;
  return {
    kind: boundedName(owner.kind),
    ...(namespace ? { namespace } : {}),
    name: boundedName(owner.name),
  };
}
