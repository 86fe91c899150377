import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CostRowKind,
  CostSheet,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { dayText } from '../../charts';
import { useText } from '../../translation';
import { moneyText } from '../money';
import { CostRowName } from './CostRowName';
import { differenceText } from './costText';
import { moversOf, type Mover } from './moversOf';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
    },
    what: { fontWeight: 600, overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary },
    amount: { marginLeft: 'auto', whiteSpace: 'nowrap' },
    action: { flexBasis: '100%', color: theme.palette.text.secondary },
  }),
  { name: 'FleetCostMovers' },
);

/** The three things that would move the bill most, each with whose it is and what to do. */
export function CostMovers(props: {
  sheet: CostSheet;
  by: CostRowKind;
  /** Whose costs these are, where they are one's. */
  owner?: string;
}) {
  const { sheet, by, owner } = props;
  const classes = useStyles();
  const t = useText();
  const movers = moversOf(sheet);
  if (movers.length === 0) {
    return <div className={classes.quiet}>{t('cost.team.noMovers')}</div>;
  }
  return (
    <ul className={classes.list}>
      {movers.map(mover => {
        const { what, whose, action } = wordsOf(mover, { sheet, by, owner, t });
        return (
          <li key={keyOf(mover)} className={classes.item}>
            <span className={classes.what}>{what}</span>
            {whose}
            <span className={classes.amount}>
              {mover.kind === 'saving'
                ? t('cost.team.mover.perMonth', {
                    amount: moneyText(mover.amount, sheet.money),
                  })
                : differenceText(mover.amount, sheet.money)}
            </span>
            <span className={classes.action}>{action}</span>
          </li>
        );
      })}
    </ul>
  );
}

function keyOf(mover: Mover): string {
  switch (mover.kind) {
    case 'budget':
      return `budget ${mover.budget.name} ${mover.budget.period}`;
    case 'anomaly':
      return `anomaly ${mover.anomaly.day}`;
    default:
      return `saving ${mover.row.share ?? ''} ${mover.row.key}`;
  }
}

type Words = { what: ReactNode; whose: ReactNode; action: ReactNode };

function wordsOf(
  mover: Mover,
  options: {
    sheet: CostSheet;
    by: CostRowKind;
    owner?: string;
    t: ReturnType<typeof useText>;
  },
): Words {
  const { sheet, by, owner, t } = options;
  const ofOwner = owner ? <EntityLink entity={owner} /> : undefined;
  switch (mover.kind) {
    case 'budget': {
      const { name, standing } = mover.budget;
      return {
        what: standing.isUsedUp
          ? t('cost.team.mover.usedUp')
          : t('cost.team.mover.runsOut', {
              day: dayText(standing.runsOutOn ?? ''),
            }),
        whose: <EntityLink entity={name} />,
        action: t('cost.team.mover.budgetAction', {
          limit: moneyText(standing.limit, sheet.money),
        }),
      };
    }
    case 'anomaly': {
      const { day, parts, causes } = mover.anomaly;
      return {
        what: t('cost.team.mover.unusual', { day: dayText(day) }),
        whose: parts[0] ? <CostRowName row={parts[0]} by={by} /> : ofOwner,
        action: causes[0] ? (
          <>
            {t('cost.team.mover.lookAt')}{' '}
            <UntrustedText text={causes[0].what} inline />
          </>
        ) : (
          t('cost.team.mover.noCause')
        ),
      };
    }
    default: {
      const { row } = mover;
      return {
        what: t('cost.team.mover.saving'),
        whose: row.share ? ofOwner : <CostRowName row={row} by={by} />,
        action: t(savingAction(mover.row)),
      };
    }
  }
}

/** By what of it could be saved most. */
function savingAction({ savings }: CostSheet['rows'][number]) {
  const {
    requests = 0,
    infrastructure = 0,
    unmounted = 0,
  } = savings?.savings ?? {};
  if (requests >= infrastructure && requests >= unmounted) {
    return 'cost.team.mover.requests' as const;
  }
  return infrastructure >= unmounted
    ? ('cost.team.mover.infrastructure' as const)
    : ('cost.team.mover.unmounted' as const);
}
