import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { shortVersion, type VersionView } from '../../viewModels/version';
import { useFleetText } from '../../translation';
import { CopyButton } from '../Text';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      maxWidth: '100%',
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      '& button': { opacity: 0 },
      '&:hover button, & button:focus-visible': { opacity: 1 },
    },
    version: { overflow: 'hidden', textOverflow: 'ellipsis' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetVersionText' },
);

/**
 * What runs, and while it changes what comes and how far it is:
 * "1.41.2 → 1.42.0, 2 of 6". In full on hover, and to copy.
 *
 * @public
 */
export function VersionText(props: { version: VersionView }) {
  const { version } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  if (version.kind === 'unknown') {
    return <span className={classes.quiet}>{t('version.unknown')}</span>;
  }
  if (version.kind === 'settled') {
    return (
      <span className={classes.root}>
        <Tooltip title={version.version}>
          <span className={classes.version}>
            {shortVersion(version.version)}
          </span>
        </Tooltip>
        <CopyButton
          text={version.version}
          label={t('version.copy', { version: shortVersion(version.version) })}
        />
      </span>
    );
  }
  const from = version.from ? shortVersion(version.from) : '?';
  const hasProgress =
    version.updated !== undefined && version.replicas !== undefined;
  return (
    <span className={classes.root}>
      <Tooltip
        title={t('version.changeFull', {
          from: version.from ?? t('version.unknown'),
          to: version.to,
        })}
      >
        <span className={classes.version}>
          {t('version.change', { from, to: shortVersion(version.to) })}
        </span>
      </Tooltip>
      {hasProgress && (
        <span className={classes.quiet}>
          {t('version.progress', {
            updated: String(version.updated),
            replicas: String(version.replicas),
          })}
        </span>
      )}
      <CopyButton
        text={version.to}
        label={t('version.copy', { version: shortVersion(version.to) })}
      />
    </span>
  );
}
