import { useState } from 'react';
import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetCoverage } from '@fleetview/backstage-plugin-fleet-common';
import { useNow } from '../../clock';
import { statusKeyOfCoverage, urgencyOf } from '../../status';
import { shortTime } from '../../viewModels/time';
import { useFleetText } from '../../translation';
import { StatusGlyph, useStatusColors } from '../StatusMark';

const SHOWN = 4;
const DOT_WIDTH = 23;

const useStyles = makeStyles(
  theme => ({
    // Every part begins with its dot, and the dots that begin a line lie
    // beyond the edge: none is left hanging where the bar wraps.
    root: {
      padding: theme.spacing(0.75, 0),
      clipPath: 'inset(-4px -4px -4px -2px)',
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    parts: {
      display: 'flex',
      flexWrap: 'wrap',
      rowGap: 4,
      marginLeft: -DOT_WIDTH,
    },
    part: {
      display: 'inline-flex',
      alignItems: 'center',
      minWidth: 0,
      '&::before': {
        content: '""',
        flex: 'none',
        width: 3,
        height: 3,
        margin: `0 ${(DOT_WIDTH - 3) / 2}px`,
        borderRadius: '50%',
        background: theme.palette.text.secondary,
      },
    },
    lead: { color: theme.palette.text.primary, fontWeight: 500 },
    gap: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      color: theme.palette.text.primary,
    },
    more: {
      font: 'inherit',
      color: theme.palette.text.primary,
      textDecoration: 'underline',
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
    },
  }),
  { name: 'FleetCoverageBar' },
);

/**
 * The thin bar that says that not every cluster stands behind what is shown,
 * and which do not, and that permissions limit it. Nothing where all do and
 * nothing is hidden.
 *
 * @public
 */
export function CoverageBar(props: {
  coverage: FleetCoverage;
  /** Rows that permissions hide. */
  hidden?: number;
  /** What is here is only what the reader may see. */
  limited?: readonly string[];
  /** Says it of one cluster, on its own page, rather than of many. */
  ofOne?: boolean;
  /** Where a cluster's page is; absent where to leave would lose what is filled in. */
  clusterTo?: (clusterId: string) => string;
}) {
  const { coverage, hidden = 0, ofOne = false, clusterTo } = props;
  const isLimited = (props.limited?.length ?? 0) > 0;
  const classes = useStyles();
  const { t, statusText } = useFleetText();
  const colors = useStatusColors();
  const now = useNow(60_000);
  const [open, setOpen] = useState(false);
  if (coverage.gaps.length === 0 && hidden === 0 && !isLimited) return null;

  const gaps = [...coverage.gaps].sort(
    (left, right) =>
      urgencyOf(statusKeyOfCoverage(left.state)) -
        urgencyOf(statusKeyOfCoverage(right.state)) ||
      left.cluster.name.localeCompare(right.cluster.name),
  );
  const shown = open ? gaps : gaps.slice(0, SHOWN);
  const rest = coverage.gapsTotal - shown.length;
  const canOpen = shown.length < gaps.length;
  return (
    <div
      className={classes.root}
      role="status"
      aria-label={t('coverage.title')}
    >
      <div className={classes.parts}>
        {gaps.length > 0 && (
          <span className={`${classes.part} ${classes.lead}`}>
            {ofOne
              ? t('coverage.one')
              : t('coverage.complete', {
                  complete: String(coverage.complete),
                  clusters: String(coverage.clusters),
                })}
          </span>
        )}
        {shown.map(gap => {
          const key = statusKeyOfCoverage(gap.state);
          const { mark, ground } = colors(key);
          const time = gap.since && shortTime(gap.since, now);
          const state = statusText(key);
          const name = ofOne ? '' : gap.cluster.name;
          const said = (
            <>
              <StatusGlyph
                statusKey={key}
                stale={false}
                mark={mark}
                ground={ground}
                size={13}
              />
              {time
                ? t('coverage.gapSince', { name, state, time })
                : t('coverage.gap', { name, state })}
            </>
          );
          return (
            <span key={gap.cluster.id} className={classes.part}>
              <Tooltip title={gap.reason}>
                {clusterTo ? (
                  <Link
                    to={clusterTo(gap.cluster.id)}
                    className={classes.gap}
                    underline="hover"
                  >
                    {said}
                  </Link>
                ) : (
                  <span className={classes.gap}>{said}</span>
                )}
              </Tooltip>
            </span>
          );
        })}
        {rest > 0 && (
          <span className={classes.part}>
            {canOpen ? (
              <button
                type="button"
                className={classes.more}
                onClick={() => setOpen(true)}
              >
                {t('coverage.more', { count: rest })}
              </button>
            ) : (
              t('coverage.more', { count: rest })
            )}
          </span>
        )}
        {isLimited && (
          <span className={classes.part}>{t('coverage.limited')}</span>
        )}
        {hidden > 0 && (
          <span className={classes.part}>
            {t('coverage.hidden', { count: hidden })}
          </span>
        )}
      </div>
    </div>
  );
}
