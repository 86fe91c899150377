import {
  boundedName,
  boundedText,
  DIAGNOSIS_PART,
  MAX_FINDINGS,
  type DiagnosisFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  withoutUndefined,
  type FollowUpAnswers,
  type FollowUpContext,
} from '@fleetview/backstage-plugin-fleet-node';
import { gatherFindings } from './gatherFindings';
import { newestReplicaSet, readAnswers, revisionOf } from './readAnswers';
import { isWell } from './readPodClues';
import type { Followed } from './schema';

/** Why a workload is not well, by all that was read of it. */
export function mapDiagnosis(
  followed: Followed,
  answers: FollowUpAnswers,
  context: FollowUpContext,
): DiagnosisFact {
  const readings = readAnswers(followed, answers);
  const { pods, morePods } = readings;
  const findings = gatherFindings(followed, readings);
  const newest = newestReplicaSet(readings.replicaSets);
  const { kind, namespace = '', name } = context.source;
  return withoutUndefined<DiagnosisFact>({
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      { part: DIAGNOSIS_PART },
    ),
    type: 'diagnosis',
    kind,
    namespace,
    name: boundedName(name),
    readAt: context.readAt,
    pods: pods && {
      read: pods.length,
      ready: pods.filter(isWell).length,
      more: morePods,
    },
    findings: findings.slice(0, MAX_FINDINGS),
    findingsTotal: findings.length,
    unread: unreadOf(answers),
    replicaSet:
      newest &&
      withoutUndefined({
        name: boundedName(newest.metadata.name),
        revision: revisionOf(newest),
      }),
  });
}

/** Each kind that could not be read, once. */
function unreadOf(answers: FollowUpAnswers): DiagnosisFact['unread'] {
  const reasons = new Map<string, string>();
  for (const answer of Object.values(answers)) {
    if (!('refused' in answer) || reasons.has(answer.plural)) continue;
    reasons.set(answer.plural, boundedText(answer.refused));
  }
  return [...reasons].map(([what, reason]) => ({ what, reason })).slice(0, 10);
}
