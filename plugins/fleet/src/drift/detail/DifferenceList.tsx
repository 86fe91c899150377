import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { withWord } from '../driftFilters';
import { DetailSection } from './DetailSection';
import { DifferenceView } from './DifferenceView';

const LAYOUTS = ['inline', 'side'] as const;

const useStyles = makeStyles(
  theme => ({
    layouts: {
      display: 'inline-flex',
      marginBottom: theme.spacing(1),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      overflow: 'hidden',
    },
    layout: {
      padding: '3px 10px',
      font: 'inherit',
      fontSize: 13,
      color: theme.palette.text.secondary,
      background: 'none',
      border: 0,
      cursor: 'pointer',
      '&[aria-pressed="true"]': {
        color: theme.palette.text.primary,
        background: theme.palette.action.selected,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetDifferenceList' },
);

/** What differs: each with what is desired and what is live, inline or side by side. */
export function DifferenceList(props: { detail: FleetDriftEpisodeDetail }) {
  const { differences, differencesTotal, basis, episode } = props.detail;
  const classes = useStyles();
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const layout =
    LAYOUTS.find(each => each === search.get('diff')) ?? LAYOUTS[0];
  const hasValues = differences.some(({ desired, live }) => desired || live);
  return (
    <DetailSection title={t('drift.differences.title')}>
      {differences.length === 0 && (
        <div className={classes.quiet}>
          {t(
            basis === 'engine' && !episode.ended
              ? 'drift.differences.engineOnly'
              : 'drift.differences.none',
          )}
        </div>
      )}
      {hasValues && (
        <div
          className={classes.layouts}
          role="group"
          aria-label={t('drift.differences.which')}
        >
          {LAYOUTS.map(each => (
            <button
              key={each}
              type="button"
              className={classes.layout}
              aria-pressed={each === layout}
              onClick={() =>
                setSearch(
                  previous => withWord(previous, 'diff', each, LAYOUTS[0]),
                  { replace: true },
                )
              }
            >
              {t(`drift.differences.${each}`)}
            </button>
          ))}
        </div>
      )}
      {differences.map(difference => (
        <DifferenceView
          key={`${difference.path} ${difference.kind}`}
          difference={difference}
          layout={layout}
          // Of one alone the episode says class and author.
          isAlone={differences.length === 1}
        />
      ))}
      {differencesTotal > differences.length && differences.length > 0 && (
        <div className={classes.quiet}>
          {t('drift.differences.cut', {
            shown: differences.length.toLocaleString('en'),
            total: differencesTotal.toLocaleString('en'),
          })}
        </div>
      )}
    </DetailSection>
  );
}
