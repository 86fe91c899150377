import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  ageOf,
  useFleetText,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** By how many releases something is behind, and for how long. */
export function BehindText(props: { behind: NonNullable<Instance['behind']> }) {
  const { releases, since } = props.behind;
  const t = useText();
  const { ageText } = useFleetText();
  const age = ageOf(since, useNow());
  const behind = t('rollout.behind', { count: releases });
  return (
    <>
      {age ? t('rollout.behindSince', { behind, age: ageText(age) }) : behind}
    </>
  );
}
