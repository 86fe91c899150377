import {
  ENDED_PROMOTION_STATES,
  type Promotion,
  type WaveAttempt,
} from '@fleetview/backstage-plugin-fleet-common';

/** The wave that is on its way. Of what has ended, none. */
export function waveUnderWay({
  state,
  attempts,
}: Promotion): WaveAttempt | undefined {
  if (ENDED_PROMOTION_STATES.includes(state)) return undefined;
  return attempts.find(each => each.state !== 'done');
}

/** Whether something of a wave may have come to its clusters: it was proposed, or moved. */
export function isTouched({ changes, movingSince }: WaveAttempt): boolean {
  return changes.length > 0 || movingSince !== undefined;
}
