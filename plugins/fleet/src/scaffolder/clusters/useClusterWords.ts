import { useMemo } from 'react';
import {
  untrustedName,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../../translation';
import type { ClusterChoice } from './clusterChoices';
import type { ComponentPlace } from './componentPlaces';
import { objectionText } from './objectionText';

/** What the row of a cluster says. */
export interface ClusterWords {
  /** What speaks against it and for it, a line each. */
  notesOf: (choice: ClusterChoice) => string[];
  /** All of the row, for those who hear it. */
  labelOf: (choice: ClusterChoice) => string;
}

export function useClusterWords(): ClusterWords {
  const t = useText();
  const { statusText } = useFleetText();
  return useMemo(() => {
    const notesOf = ({ objections, place }: ClusterChoice): string[] => [
      ...(place ? placeText(place, t) : []),
      ...objections.map(objection =>
        t('fields.clusters.notEligible', {
          because: objectionText(objection, t, statusText),
        }),
      ),
    ];
    return {
      notesOf,
      labelOf: choice => {
        const { reachability, currency, attributes, name } = choice.cluster;
        const answers = t(
          currency.current ? 'clusters.reachable' : 'fields.clusters.notSeen',
        );
        return [
          untrustedName(name),
          untrustedName(attributes.region.value),
          untrustedName(attributes.environment.value),
          reachability.state === 'reachable'
            ? answers
            : statusText(reachability.state),
          ...notesOf(choice),
        ].join(', ');
      },
    };
  }, [t, statusText]);
}

function placeText(place: ComponentPlace, t: Text): string[] {
  if (place.kind === 'runs') {
    const versions = place.versions.map(untrustedName).join(', ');
    return [
      t(place.current ? 'fields.clusters.runs' : 'fields.clusters.ran', {
        version: versions || t('fields.clusters.noVersion'),
      }),
    ];
  }
  if (place.reason === 'not-placed') return [];
  return [
    place.reason === 'placed-but-absent'
      ? t('fields.clusters.placed')
      : t('fields.clusters.notKnown'),
  ];
}
