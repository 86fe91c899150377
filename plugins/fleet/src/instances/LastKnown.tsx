import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** How far a release was when its cluster was last seen. */
export function LastKnown(props: { state: MemberState }) {
  const t = useText();
  const { memberText } = useFleetText();
  return <> · {t('rollout.lastKnown', { state: memberText(props.state) })}</>;
}
