import { makeStyles } from '@material-ui/core/styles';
import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ValueText } from './SightText';

type Mode = SkewPage['items'][number]['mode'];

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetSkewModeText' },
);

/** How most clusters of a group are; a tie says so, and between what. */
export function ModeText(props: { mode: Mode | undefined }) {
  const { mode } = props;
  const classes = useStyles();
  const t = useText();
  if (!mode) return <>{t('none')}</>;
  switch (mode.state) {
    case 'value':
      return <ValueText value={mode.value ?? ''} />;
    case 'absent':
      return <>{t('skew.mode.absent')}</>;
    case 'tied':
      return (
        <UntrustedText
          text={t('skew.mode.tied', {
            values: (mode.values ?? [])
              .map(
                ({ value, clusters }) =>
                  `${value ?? t('skew.absent')} (${clusters.toLocaleString(
                    'en',
                  )})`,
              )
              .join(', '),
          })}
        />
      );
    default:
      return <span className={classes.quiet}>{t('skew.mode.unknown')}</span>;
  }
}
