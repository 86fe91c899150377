import {
  boundedName,
  boundedText,
  DIAGNOSIS_REASONS,
  type DiagnosisFinding,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  oneLine,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Clue } from './Clue';
import { newestReplicaSet, type Readings } from './readAnswers';
import { readDenial } from './readDenial';
import { isEnding, isWell, readPodClues } from './readPodClues';
import { readWarningClue } from './readWarningClues';
import type { Followed, Pod, Warning } from './schema';

/** What says why a container was ended, though its end alone would not. */
const KILLED_BY_PROBE = /^(?:Liveness|Startup) probe failed/;

/** All reasons why a workload is not well, the gravest first; what several pods have is one. */
export function gatherFindings(
  followed: Followed,
  readings: Readings,
): DiagnosisFinding[] {
  const failing = (readings.pods ?? []).filter(
    pod => !isWell(pod) && !isEnding(pod),
  );
  const clues = [
    ...failing.flatMap(pod => cluesOfPod(pod, readings.warnings)),
    ...cluesOfMaking(followed, readings),
  ];
  const found = clues.length > 0 ? clues : lastResort(followed, readings);
  return grouped(found).sort(
    (a, b) =>
      DIAGNOSIS_REASONS.indexOf(a.reason) -
        DIAGNOSIS_REASONS.indexOf(b.reason) || b.pods - a.pods,
  );
}

function cluesOfPod(pod: Pod, warnings: readonly Warning[]): Clue[] {
  const { uid } = pod.metadata;
  const clues = readPodClues(pod);
  const told = clues.length > 0;
  for (const warning of warnings) {
    if (warning.involvedObject.uid !== uid) continue;
    const said = readWarningClue(warning, uid);
    const same = clues.find(({ reason }) => reason === said.reason);
    if (same) {
      // Of a probe only the Warning says what it met.
      if (!same.message || same.reason === 'probe-failing') {
        same.message = said.message;
      }
      same.lastAt = laterOf(same.lastAt, said.lastAt);
    } else if (!told || KILLED_BY_PROBE.test(warning.message ?? '')) {
      clues.push(said);
    }
  }
  return clues;
}

/** Why pods are not made at all. */
function cluesOfMaking(
  followed: Followed,
  { pods = [], morePods, replicaSets, warnings }: Readings,
): Clue[] {
  const newest = newestReplicaSet(replicaSets);
  const failure = conditionOf(newest?.status?.conditions, 'ReplicaFailure');
  const clues: Clue[] =
    failure?.status === 'True'
      ? [
          {
            reason: readDenial(failure.message),
            message: failure.message,
            firstAt: timeOf(failure.lastTransitionTime),
          },
        ]
      : [];
  const there = pods.filter(
    pod => !isEnding(pod) && pod.status?.phase !== 'Failed',
  ).length;
  const isLacking =
    clues.length > 0 || (!morePods && there < wantedOf(followed));
  if (!isLacking) return [];
  const makers = new Set([followed.metadata.uid, newest?.metadata.uid]);
  for (const warning of warnings) {
    if (warning.reason !== 'FailedCreate') continue;
    if (!makers.has(warning.involvedObject.uid)) continue;
    const said = readWarningClue(warning, undefined);
    const same = clues.find(({ reason }) => reason === said.reason);
    if (same) same.lastAt = laterOf(same.lastAt, said.lastAt);
    else clues.push(said);
  }
  return clues;
}

function wantedOf({ kind, spec, status }: Followed): number {
  if (kind === 'DaemonSet') return status?.desiredNumberScheduled ?? 0;
  // What is left out is one, as the API server would write it.
  return spec?.replicas ?? 1;
}

/** What is said of the workload itself, where nothing else says why. */
function lastResort(followed: Followed, { warnings }: Readings): Clue[] {
  return warnings
    .filter(
      ({ reason, involvedObject: { uid } }) =>
        uid === followed.metadata.uid && reason !== 'FailedCreate',
    )
    .map(warning => readWarningClue(warning, undefined));
}

function grouped(clues: readonly Clue[]): DiagnosisFinding[] {
  const groups = new Map<string, Clue[]>();
  for (const clue of clues) {
    const { reason, container, image, exitCode } = clue;
    const key = JSON.stringify([reason, container, image, exitCode]);
    groups.set(key, [...(groups.get(key) ?? []), clue]);
  }
  return [...groups.values()].map(group => {
    const [{ reason, container, image, exitCode }] = group;
    const restarts = group.flatMap(clue => clue.restarts ?? []);
    const latest = group.reduce((last, clue) =>
      clue.message && (clue.lastAt ?? '') > (last.lastAt ?? '') ? clue : last,
    );
    const message = latest.message ?? group.find(each => each.message)?.message;
    return withoutUndefined({
      reason,
      pods: new Set(group.flatMap(({ pod }) => pod ?? [])).size,
      container: container === undefined ? undefined : boundedName(container),
      image: image ? boundedName(image) : undefined,
      exitCode,
      restarts: restarts.length > 0 ? Math.max(...restarts) : undefined,
      message: message ? boundedText(oneLine(message)) : undefined,
      firstAt: earliest(group.map(({ firstAt }) => firstAt)),
      lastAt: group.reduce<string | undefined>(
        (last, { lastAt }) => laterOf(last, lastAt),
        undefined,
      ),
    });
  });
}

function laterOf(
  a: string | undefined,
  b: string | undefined,
): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

function earliest(times: (string | undefined)[]): string | undefined {
  return times.reduce(
    (first, time) =>
      first === undefined ||
      (time !== undefined && Date.parse(time) < Date.parse(first))
        ? time
        : first,
    undefined,
  );
}
