import { useCallback } from 'react';
import {
  UNASSIGNED,
  untrustedName,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import type { RunningVersion } from './runningVersions';

/** All that the row of a version says, for those who hear it. */
export function useReleaseLabel(): (release: RunningVersion) => string {
  const t = useText();
  const { t: word, statusText, memberText } = useFleetText();
  return useCallback(
    ({ version, places }) =>
      [
        untrustedName(version),
        ...places.map(({ environment, clusters, counts }) =>
          [
            environment === UNASSIGNED
              ? t('unassigned')
              : untrustedName(environment),
            t('fields.regions.clusters', { count: clusters }),
            ...counts.map(({ status, member, count }) =>
              [
                count,
                member ? memberText(member) : statusText(status.key),
                ...(status.stale ? [word('stale')] : []),
              ].join(' '),
            ),
          ].join(', '),
        ),
      ].join('; '),
    [t, word, statusText, memberText],
  );
}
