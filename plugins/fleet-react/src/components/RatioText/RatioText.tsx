import { makeStyles } from '@material-ui/core/styles';
import type { Ratio } from '../../viewModels/ratio';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
    whole: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetRatioText' },
);

/**
 * A part with its denominator, never the one without the other.
 *
 * @public
 */
export function RatioText(props: { ratio: Ratio }) {
  const classes = useStyles();
  const { t } = useFleetText();
  const { part, whole } = props.ratio;
  if (whole === 0) {
    return <span className={classes.whole}>{t('ratio.none')}</span>;
  }
  return (
    <span className={classes.root}>
      {part.toLocaleString('en')}{' '}
      <span className={classes.whole}>
        {t('ratio.of', { whole: whole.toLocaleString('en') })}
      </span>
    </span>
  );
}
