import type {
  FollowUpAnswers,
  FollowUpList,
} from '@fleetview/backstage-plugin-fleet-node';
import { readSelector } from '../diagnosis/readSelector';
import type { Runner } from './schema';

const MOST = 50;

/** Its pods by its own selector; of a Deployment, which does not say which ones are of its present template, the ReplicaSets between. */
export function planRunning(
  runner: Runner,
  answers: FollowUpAnswers,
): FollowUpList[] {
  const labelSelector = readSelector(runner);
  if (!labelSelector) return [];
  const plurals = [
    'pods',
    ...(runner.kind === 'Deployment' ? ['replicasets'] : []),
  ];
  return plurals
    .filter(plural => answers[plural] === undefined)
    .map(plural => ({ id: plural, plural, labelSelector, limit: MOST }));
}
