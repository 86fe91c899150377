import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Past } from '@fleetview/backstage-plugin-fleet-common';
import { absoluteTime } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(2, 0, 0),
      padding: theme.spacing(1, 1.5),
      border: `1px solid ${theme.palette.primary.main}`,
      borderLeftWidth: 4,
      borderRadius: 4,
      background: theme.palette.type === 'dark' ? '#79b4ff1f' : '#1f6fd612',
      fontSize: 14,
      overflowWrap: 'anywhere',
    },
    lead: { fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
    local: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    note: { width: '100%', fontSize: 13 },
    back: { marginLeft: 'auto' },
  }),
  { name: 'FleetPastBar' },
);

/** Says that nothing here is of now, of which time it is, and what that rests on. */
export function PastBar(props: {
  /** What was asked for, ISO 8601. */
  at: string;
  /** Absent until it is answered. */
  past: Past | undefined;
  /** Whether it is only what the reader may see. */
  isLimited: boolean;
  onBack: () => void;
}) {
  const { at, past, isLimited, onBack } = props;
  const classes = useStyles();
  const t = useText();
  const time = absoluteTime(past?.of ?? at);
  const earliest = past && absoluteTime(past.earliest);
  return (
    <div className={classes.root} role="status">
      <span className={classes.lead}>
        {t('past.asItWas', { time: time?.utc ?? at })}
      </span>
      {time && time.local !== time.utc && (
        <span className={classes.local}>{time.local}</span>
      )}
      <Button
        size="small"
        color="primary"
        variant="outlined"
        className={classes.back}
        onClick={onBack}
      >
        {t('past.back')}
      </Button>
      {past?.kept === 'days' && (
        <span className={classes.note}>{t('past.ofDay')}</span>
      )}
      {isLimited && <span className={classes.note}>{t('past.limited')}</span>}
      {earliest && (
        <span className={`${classes.note} ${classes.local}`}>
          {t('past.earliest', { time: earliest.utc })}
        </span>
      )}
    </div>
  );
}
