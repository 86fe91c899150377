import type {
  FollowUpAnswers,
  FollowUpList,
} from '@fleetview/backstage-plugin-fleet-node';
import { newestReplicaSet, readAnswers } from './readAnswers';
import { isEnding, isWell, readPodClues } from './readPodClues';
import { readSelector } from './readSelector';
import type { Followed, Pod } from './schema';

const PODS = 50;
const REPLICA_SETS = 20;
const WARNINGS = 20;
/** The Warnings of so many pods are read: others are mostly not well for the same reason. */
const WORST_PODS = 3;

const WITH_REPLICA_SETS = new Set(['Deployment', 'Rollout']);

/** What cannot be another selector within the selector. */
const UID = /^[A-Za-z0-9-]{1,64}$/;

/** First the pods, the ReplicaSets and the Warnings of the workload; then those of what is worst among them. */
export function planReads(
  followed: Followed,
  answers: FollowUpAnswers,
): FollowUpList[] {
  const lists = [
    ...firstReads(followed),
    ...(answers.pods ? secondReads(followed, answers) : []),
  ];
  return lists.filter(({ id }) => answers[id] === undefined);
}

function firstReads(followed: Followed): FollowUpList[] {
  const labelSelector = readSelector(followed);
  return [
    ...(labelSelector
      ? [{ id: 'pods', plural: 'pods', labelSelector, limit: PODS }]
      : []),
    ...(labelSelector && WITH_REPLICA_SETS.has(followed.kind)
      ? [
          {
            id: 'replicasets',
            plural: 'replicasets',
            labelSelector,
            limit: REPLICA_SETS,
          },
        ]
      : []),
    ...warningsOf('workload', followed.metadata.uid),
  ];
}

function secondReads(
  followed: Followed,
  answers: FollowUpAnswers,
): FollowUpList[] {
  // Who may not read any is not asked once for each.
  const first = answers['events/workload'];
  if (!first || 'refused' in first) return [];
  const { pods = [], replicaSets } = readAnswers(followed, answers);
  const newest = newestReplicaSet(replicaSets);
  return [
    ...(newest ? warningsOf('replica-set', newest.metadata.uid) : []),
    ...worstPods(pods).flatMap(({ metadata }, index) =>
      warningsOf(`pod-${index}`, metadata.uid),
    ),
  ];
}

function warningsOf(of: string, uid: string): FollowUpList[] {
  return UID.test(uid)
    ? [
        {
          id: `events/${of}`,
          plural: 'events',
          fieldSelector: `involvedObject.uid=${uid},type=Warning`,
          limit: WARNINGS,
        },
      ]
    : [];
}

/** Those whose own status says least of why they are not well come first. */
function worstPods(pods: readonly Pod[]): Pod[] {
  return pods
    .filter(pod => !isWell(pod) && !isEnding(pod))
    .map(pod => ({ pod, told: toldBy(pod) }))
    .sort((a, b) => a.told - b.told)
    .slice(0, WORST_PODS)
    .map(({ pod }) => pod);
}

function toldBy(pod: Pod): number {
  const [clue] = readPodClues(pod);
  if (!clue) return 0;
  return clue.reason === 'probe-failing' ? 1 : 2;
}
