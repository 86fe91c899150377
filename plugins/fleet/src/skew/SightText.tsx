import { makeStyles } from '@material-ui/core/styles';
import type { SkewComparisonPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  UntrustedText,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

type Sight = SkewComparisonPage['items'][number]['left'];
type Unknown = NonNullable<Sight['reason']>;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', gap: 8, minWidth: 0, maxWidth: '100%' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetSkewSightText' },
);

const MARKS: Record<Unknown, StatusKey> = {
  unreachable: 'unreachable',
  forbidden: 'forbidden',
  stale: 'unknown',
  'not-asked': 'not-asked',
  unstated: 'unknown',
  hidden: 'forbidden',
};

/**
 * What is known of one trait of one cluster. What it was when it was last confirmed stands
 * beside why that cannot be said now, and never for itself.
 */
export function SightText(props: { sight: Sight | undefined }) {
  const { sight } = props;
  const classes = useStyles();
  const t = useText();
  if (!sight) return <>{t('none')}</>;
  if (sight.state === 'value') return <ValueText value={sight.value ?? ''} />;
  if (sight.state === 'absent') {
    return (
      <StatusMark
        status={{ key: 'missing', stale: false }}
        word={t('skew.absent')}
      />
    );
  }
  // A newer server may know reasons that this page does not.
  const reason: Unknown =
    sight.reason && Object.hasOwn(MARKS, sight.reason) ? sight.reason : 'stale';
  return (
    <span className={classes.root}>
      <StatusMark
        status={{ key: MARKS[reason], stale: true }}
        word={t(`skew.unknowns.${reason}`)}
        withoutAge
      />
      {sight.lastKnown && (
        <span className={classes.quiet}>
          <UntrustedText
            text={t('skew.lastKnown', { value: sight.lastKnown })}
          />
        </span>
      )}
    </span>
  );
}

/** A value as the cluster says it; that something is there and says no more is a word of ours. */
export function ValueText(props: { value: string }) {
  const t = useText();
  return props.value === 'present' ? (
    <>{t('skew.present')}</>
  ) : (
    <UntrustedText text={props.value} />
  );
}
