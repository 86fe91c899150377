import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** What a release brings, and what was there before. */
export function RolloutVersion(props: {
  rollout: Pick<RolloutSummary, 'version' | 'previousVersion' | 'revision'>;
}) {
  const { version, previousVersion, revision } = props.rollout;
  const t = useText();
  if (!version) {
    return revision ? (
      <span title={revision.value}>{shortVersion(revision.value)}</span>
    ) : (
      <>{t('rollout.nameless')}</>
    );
  }
  return (
    <VersionText
      version={
        previousVersion && previousVersion !== version
          ? { kind: 'changing', from: previousVersion, to: version }
          : { kind: 'settled', version }
      }
    />
  );
}
