import { makeStyles } from '@material-ui/core/styles';
import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  untrustedName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { imageName } from './promotionWords';

const SHOWN = 3;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', minWidth: 0 },
    image: { overflowWrap: 'anywhere' },
    tag: { fontWeight: 600 },
    digest: {
      fontFamily: 'ui-monospace, monospace',
      fontSize: 12,
      color: theme.palette.text.secondary,
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetReleaseText' },
);

/** What a release is: of each image its tag and the beginning of its digest. */
export function ReleaseText(props: { release: FleetPromotion['release'] }) {
  const { images, revision } = props.release;
  const classes = useStyles();
  const t = useText();
  const shown = images.slice(0, SHOWN);
  return (
    <ul className={classes.list}>
      {shown.map(image => (
        <li
          key={`${image.workload} ${image.container}`}
          className={classes.image}
          title={untrustedName(
            [image.repository, image.tag, image.digest]
              .filter(Boolean)
              .join(' '),
          )}
        >
          {images.length > 1 && (
            <span className={classes.quiet}>
              <UntrustedText text={imageName(image)} inline />{' '}
            </span>
          )}
          {image.tag && (
            <span className={classes.tag}>
              <UntrustedText text={image.tag} inline />{' '}
            </span>
          )}
          {image.digest && (
            <span className={classes.digest}>
              <UntrustedText text={shortVersion(image.digest)} inline />
            </span>
          )}
        </li>
      ))}
      {images.length > shown.length && (
        <li className={classes.quiet}>
          {t('promotions.stage.more', { count: images.length - shown.length })}
        </li>
      )}
      {revision && (
        <li className={classes.image} title={untrustedName(revision.value)}>
          <span className={images.length > 0 ? classes.quiet : classes.tag}>
            <UntrustedText text={shortVersion(revision.value)} inline />
          </span>
        </li>
      )}
    </ul>
  );
}
