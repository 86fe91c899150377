import type {
  Promotion,
  WaveAttempt,
} from '@fleetview/backstage-plugin-fleet-common';

/** The keys of changes of a wave that are proposed as they are planned now, or merged. */
export function proposedIn(
  { changes }: WaveAttempt,
  { binding }: Pick<Promotion, 'binding'>,
): ReadonlySet<string> {
  const { planHash, commit } = binding;
  return new Set(
    changes
      .filter(
        change =>
          change.seen ||
          (change.planHash === planHash && change.commit === commit),
      )
      .map(({ key }) => key),
  );
}
