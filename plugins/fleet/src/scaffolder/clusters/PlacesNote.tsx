import { makeStyles } from '@material-ui/core/styles';
import type { EntityKey } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import type { PlacesSight } from './ComponentGate';

const useStyles = makeStyles(
  theme => ({
    root: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetPlacesNote' },
);

/**
 * How far the order of the list knows of the component; nothing where it does.
 */
export function PlacesNote(props: {
  component: EntityKey | undefined;
  places: PlacesSight | undefined;
}) {
  const { component, places } = props;
  const classes = useStyles();
  const t = useText();
  if (!component) {
    return (
      <div className={classes.root}>{t('fields.clusters.noComponent')}</div>
    );
  }
  const name = untrustedName(component.name);
  switch (places?.kind) {
    case 'loading':
      return (
        <div className={classes.root} role="status">
          {t('fields.clusters.placesLoading', { name })}
        </div>
      );
    case 'forbidden':
      return (
        <div className={classes.root} role="status">
          <StatusMark
            status={{ key: 'forbidden', stale: false }}
            word={t('fields.clusters.placesForbidden', { name })}
          />
        </div>
      );
    case 'failed':
      return (
        <div className={classes.root} role="status">
          <StatusMark
            status={{
              key: 'unknown',
              stale: false,
              reason: places.failure.message,
            }}
            word={t('fields.clusters.placesFailed', { name })}
          />
        </div>
      );
    default:
      return null;
  }
}
