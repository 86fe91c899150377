import {
  untrustedName,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import type { Objection } from './eligibility';

const NAMED = 4;

/** Why a cluster cannot be chosen, in words. */
export function objectionText(
  objection: Objection,
  t: Text,
  statusText: (key: StatusKey) => string,
): string {
  switch (objection.kind) {
    case 'not-told':
      return t('fields.clusters.because.notTold', {
        key: untrustedName(objection.key),
      });
    case 'not-reachable':
      return t('fields.clusters.because.notReachable', {
        state: statusText(objection.state),
      });
    case 'not-current':
      return t('fields.clusters.because.notCurrent');
    case 'ambiguous':
      return t('fields.clusters.because.ambiguous');
    default: {
      const { attribute, value, wanted } = objection;
      const named = wanted.slice(0, NAMED).map(untrustedName).join(', ');
      return t('fields.clusters.because.attribute', {
        attribute: t(`filters.${attribute}`),
        value: untrustedName(value),
        wanted: wanted.length > NAMED ? `${named}, …` : named,
      });
    }
  }
}
