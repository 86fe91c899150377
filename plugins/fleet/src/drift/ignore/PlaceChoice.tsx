import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { resourceWords } from '../driftWords';
import { PLACES, type Place } from './ignoreScope';
import { useChoiceStyles } from './useChoiceStyles';

/** Where drift is to be ignored. */
export function PlaceChoice(props: {
  episode: FleetDriftEpisode;
  value: Place;
  onChange: (place: Place) => void;
}) {
  const { episode, value, onChange } = props;
  const { cluster, entityRef } = episode;
  const classes = useChoiceStyles();
  const t = useText();
  const words = {
    resource: resourceWords(episode.resource),
    cluster: cluster.name,
    component: entityRef ? entityName(entityRef) : '',
  };
  const offered = PLACES.filter(each => each !== 'component' || entityRef);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('drift.ignore.where')}</legend>
      {offered.map(place => (
        <label key={place} className={classes.option}>
          <input
            type="radio"
            name="fleet-ignore-place"
            className={classes.input}
            checked={place === value}
            onChange={() => onChange(place)}
          />
          <UntrustedText
            text={t(`drift.ignore.scopes.${place}`, words)}
            inline
          />
        </label>
      ))}
    </fieldset>
  );
}
