import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftDifference } from '@fleetview/backstage-plugin-fleet-common';
import {
  CopyButton,
  StatusMark,
  UntrustedText,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { DiffTable } from '../diff/DiffTable';
import { DriftClassMark } from '../DriftClassMark';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(2) },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.25, 1.5),
      marginBottom: 4,
      fontSize: 13,
    },
    path: {
      fontFamily: 'ui-monospace, monospace',
      fontSize: 12,
      fontWeight: 600,
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetDifferenceView' },
);

const KINDS = ['changed', 'missing', 'extra'] as const;

/** One place in which the live object is not as it is desired. */
export function DifferenceView(props: {
  difference: FleetDriftDifference;
  layout: 'inline' | 'side';
  isAlone: boolean;
}) {
  const { difference, layout, isAlone } = props;
  const { path, isSecret, desired, live, author } = difference;
  const classes = useStyles();
  const t = useText();
  const kind = KINDS.find(each => each === difference.kind);
  const name = path === '' ? t('drift.differences.wholeObject') : path;
  const isCut = desired?.truncated || live?.truncated;
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <UntrustedText text={name} block className={classes.path} />
        {kind && (
          <span className={classes.quiet}>
            {t(`drift.differences.kinds.${kind}`)}
          </span>
        )}
        {desired && (
          <CopyButton
            text={desired.text}
            label={t('drift.differences.copyDesired')}
          />
        )}
        {live && (
          <CopyButton
            text={live.text}
            label={t('drift.differences.copyLive')}
          />
        )}
      </div>
      {!isAlone && (
        <div className={classes.head}>
          <DriftClassMark driftClass={difference.class} />
          {author && (
            <UntrustedText text={author.manager} className={classes.quiet} />
          )}
        </div>
      )}
      {isSecret ? (
        <div className={classes.quiet}>
          <StatusMark status={{ key: 'forbidden', stale: false }} glyphOnly />{' '}
          {t('drift.differences.secret')}
        </div>
      ) : (
        <DiffTable
          label={t('drift.differences.table', { path: untrustedName(name) })}
          desired={desired?.text}
          live={live?.text}
          absent={{
            desired: t(
              kind === 'extra'
                ? 'drift.differences.notWanted'
                : 'drift.differences.notKnown',
            ),
            live: t(
              kind === 'missing'
                ? 'drift.differences.notThere'
                : 'drift.differences.notKnown',
            ),
          }}
          layout={layout}
        />
      )}
      {isCut && (
        <div className={classes.quiet}>
          {t(
            desired?.text === live?.text
              ? 'drift.differences.looksSame'
              : 'drift.differences.truncated',
          )}
        </div>
      )}
    </div>
  );
}
