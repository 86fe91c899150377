import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import {
  HEADLINE_DRIFT_CLASSES,
  type DriftClass,
  type FleetDriftTotals,
} from '@fleetview/backstage-plugin-fleet-common';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { OTHER_CLASSES } from './driftClasses';
import { countWords } from './driftCounts';
import { DriftGlyph } from './DriftClassMark';
import { withWord, type STATES } from './driftFilters';
import { stretchOf } from './repairTime';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.75, 3),
      margin: theme.spacing(2, 0, 0.5),
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
    needed: {
      fontSize: 20,
      fontWeight: 600,
      lineHeight: '28px',
      color: theme.palette.text.primary,
    },
    counts: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
    },
    count: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      color: theme.palette.text.primary,
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'FleetDriftHeadline' },
);

/** How much needs somebody, and beside it what else drifts, is hidden, or is owed. */
export function DriftHeadline(props: {
  totals: FleetDriftTotals;
  /** Which episodes they are of. */
  state: (typeof STATES)[number];
}) {
  const { totals, state } = props;
  const { headline, episodes, classes: counts, components, clusters } = totals;
  const classes = useStyles();
  const t = useText();
  const classSearch = useClassSearch();
  const others = Math.max(0, episodes - headline);
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('drift.headline.label')}
    >
      <Link
        to={classSearch(HEADLINE_DRIFT_CLASSES)}
        className={classes.needed}
        underline="hover"
      >
        {t(`drift.headline.${state}`, {
          count: headline,
          amount: headline.toLocaleString('en'),
        })}
      </Link>
      <ClassCounts of={HEADLINE_DRIFT_CLASSES} counts={counts} />
      {others > 0 && (
        <>
          <Link to={classSearch(OTHER_CLASSES)} underline="hover">
            {t('drift.headline.others', {
              amount: others.toLocaleString('en'),
            })}
          </Link>
          <ClassCounts of={OTHER_CLASSES} counts={counts} />
        </>
      )}
      {episodes > 0 && components !== undefined && clusters !== undefined && (
        <span>
          {t('drift.headline.places', {
            components: countWords('components', components, t),
            clusters: countWords('clusters', clusters, t),
          })}
        </span>
      )}
      <Beside totals={totals} />
    </div>
  );
}

/** Of each class how many, the classes in their order. */
function ClassCounts(props: {
  of: readonly DriftClass[];
  counts: Readonly<Record<string, number>>;
}) {
  const classes = useStyles();
  const t = useText();
  const classSearch = useClassSearch();
  const found = props.of.filter(each => (props.counts[each] ?? 0) > 0);
  if (found.length === 0) return null;
  return (
    <span className={classes.counts}>
      {found.map(each => (
        <Link
          key={each}
          to={classSearch([each])}
          className={classes.count}
          underline="hover"
        >
          <DriftGlyph driftClass={each} size={13} />
          {t('drift.headline.class', {
            amount: props.counts[each].toLocaleString('en'),
            word: t(`drift.classes.${each}`),
          })}
        </Link>
      ))}
    </span>
  );
}

/** What nobody sees, what is hidden, and what it costs. */
function Beside(props: { totals: FleetDriftTotals }) {
  const { unconfirmed, ignored, debt, headline } = props.totals;
  const t = useText();
  const [search] = useSearchParams();
  const hours = (amount: number) =>
    amount.toLocaleString('en', {
      maximumFractionDigits: amount < 10 ? 1 : 0,
    });
  return (
    <>
      {unconfirmed > 0 && (
        <Tooltip title={t('drift.headline.notSeenHelp')}>
          <Link
            to={`?${withWord(search, 'state', 'unconfirmed')}`}
            underline="hover"
          >
            {t('drift.headline.notSeen', {
              amount: unconfirmed.toLocaleString('en'),
            })}
          </Link>
        </Tooltip>
      )}
      {ignored > 0 && (
        <Link to={`?${withWord(search, 'ignored', 'only')}`} underline="hover">
          {t('drift.headline.ignored', {
            amount: ignored.toLocaleString('en'),
          })}
        </Link>
      )}
      {headline > 0 && (
        <Explained
          help={t('drift.headline.debtHelp', {
            unconfirmed: hours(debt.unconfirmedHours),
            undated: debt.undated.toLocaleString('en'),
          })}
        >
          {t(
            debt.undated > 0
              ? 'drift.headline.debtAtLeast'
              : 'drift.headline.debt',
            { hours: hours(debt.hours) },
          )}
        </Explained>
      )}
      <Repair repair={props.totals.repair} />
    </>
  );
}

function Repair(props: { repair: FleetDriftTotals['repair'] }) {
  const { repair } = props;
  const t = useText();
  const { ageText } = useFleetText();
  if (!repair || repair.healed === 0) {
    return <span>{t('drift.headline.noRepair')}</span>;
  }
  return (
    <Explained
      help={t('drift.headline.repairHelp', {
        mean: ageText(stretchOf(repair.meanSeconds)),
      })}
    >
      {t(
        repair.isAtLeast
          ? 'drift.headline.repairAtLeast'
          : 'drift.headline.repair',
        {
          time: ageText(stretchOf(repair.medianSeconds)),
          amount: repair.healed.toLocaleString('en'),
        },
      )}
    </Explained>
  );
}

function Explained(props: { help: string; children: string }) {
  return (
    <Tooltip title={props.help}>
      {/* What it is made of is to be had by the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0}>{props.children}</span>
    </Tooltip>
  );
}

/** The address of the same list, of these classes alone. */
function useClassSearch(): (classes: readonly DriftClass[]) => string {
  const [search] = useSearchParams();
  return classes => {
    const next = new URLSearchParams(search);
    next.delete('class');
    next.delete('episode');
    for (const each of classes) next.append('class', each);
    return `?${next}`;
  };
}
