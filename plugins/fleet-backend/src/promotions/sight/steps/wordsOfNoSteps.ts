import type { StageProblem } from '@fleetview/backstage-plugin-fleet-common';
import type { SetName } from './setDeliveriesOf';
import type { NoSteps, StepStages } from './StepStages';

const WORDS: Record<NoSteps, { message: string; advice: string }> = {
  'never-read': {
    message: 'it brings the component, and was never read',
    advice:
      'let the collector list ApplicationSets on this hub, or take the hub out of fleet.promotions.applicationSets',
  },
  'not-current': {
    message: 'who is in which step is not known now',
    advice: 'wait until the hub is seen again, or restore access to it',
  },
  failing: {
    message: 'it fails, and does not say any more who is in which step',
    advice: 'mend the ApplicationSet',
  },
  'unknown-strategy': {
    message: 'its strategy is not known',
    advice: 'look at spec.strategy of the ApplicationSet',
  },
  several: {
    message:
      'several with steps bring the component, and whose steps come first nobody tells',
    advice:
      'let one ApplicationSet bring it, or name the other components under fleet.promotions.applicationSets.components, and stages for this one',
  },
  'no-steps': {
    message: 'it has a rolling sync without steps',
    advice: 'give it steps, or take its strategy out',
  },
  'in-part': {
    message:
      'it has more Applications than were read: some would be in no step',
    advice: 'let several ApplicationSets have fewer each, or configure stages',
  },
  unresolved: {
    message:
      'of some of its Applications it is not known to which cluster they go',
    advice:
      "let the hub's clusters be read (fleet.hubs), or say where they lead under fleet.references",
  },
};

/**
 * Why the steps of a component are not known, as what is wrong with its stages.
 *
 * @param options.nameOf - how a cluster is called
 * @param options.isTold - whether who asks may be told names, and words of engines
 */
export function wordsOfNoSteps(
  { because, sets, detail }: Extract<StepStages, { because: NoSteps }>,
  options: { nameOf: (cluster: string) => string; isTold: boolean },
): StageProblem {
  const { nameOf, isTold } = options;
  const { message, advice } = WORDS[because];
  return {
    path: isTold
      ? sets.map(set => `ApplicationSet ${placeOf(set, nameOf)}`).join(', ')
      : 'ApplicationSet',
    message: isTold && detail ? `${message}: ${detail}` : message,
    advice,
  };
}

function placeOf(
  { observer, namespace, name }: SetName,
  nameOf: (cluster: string) => string,
): string {
  return `${namespace === undefined ? '' : `${namespace}/`}${name} on ${nameOf(
    observer,
  )}`;
}
