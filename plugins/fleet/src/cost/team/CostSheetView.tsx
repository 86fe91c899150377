import { makeStyles } from '@material-ui/core/styles';
import type {
  CostSheet,
  FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { entityName } from '@fleetview/backstage-plugin-fleet-react';
import { DownloadCsvButton, PrintButton } from '../../export';
import { Section } from '../../shared';
import { useText } from '../../translation';
import { AnomalyList } from './AnomalyList';
import { BudgetList } from './BudgetList';
import { BudgetProblems } from './BudgetProblems';
import { CostCharts } from './CostCharts';
import { CostHours } from './CostHours';
import { costColumns, costCoverage } from './costCsv';
import { CostMovers } from './CostMovers';
import type { CostScope } from './costScope';
import { CostRowTable } from './CostRowTable';
import { CostRowTabs } from './CostRowTabs';
import { MonthBill } from './MonthBill';
import { showsLastMonth } from './showsLastMonth';
import { WhereItGoes } from './WhereItGoes';

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(3, 6),
      margin: theme.spacing(1, 0, 2),
      '& > *': { flex: '1 1 320px', minWidth: 0 },
    },
    heading: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: 15,
      fontWeight: 600,
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
      '& > nav': { flex: '1 1 320px', minWidth: 0 },
    },
  }),
  { name: 'FleetCostSheetView' },
);

/** All that is told in one currency. */
export function CostSheetView(props: {
  cost: FleetCost;
  sheet: CostSheet;
  /** Of what the costs are, as budgets name it; empty for the fleet. */
  references: readonly string[];
  scope: CostScope;
}) {
  const { cost, sheet, references, scope } = props;
  const { by, today, budgetProblems = [] } = cost;
  const { money, rows, rowsTotal, budgets, anomalies } = sheet;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <div className={classes.top}>
        <MonthBill sheet={sheet} />
        <div>
          <h2 className={classes.heading}>{t('cost.team.movers')}</h2>
          <CostMovers
            sheet={sheet}
            by={by}
            owner={references.length === 1 ? references[0] : undefined}
          />
        </div>
      </div>
      <CostCharts cost={cost} sheet={sheet} by={by} references={references} />
      <CostHours scope={scope} money={money} />
      {budgets.length + budgetProblems.length > 0 && (
        <Section title={t('cost.team.budgets')}>
          {budgets.length > 0 && <BudgetList budgets={budgets} money={money} />}
          {budgetProblems.length > 0 && (
            <BudgetProblems problems={budgetProblems} />
          )}
        </Section>
      )}
      <Section
        title={t('cost.team.table')}
        note={[
          rowsTotal > rows.length &&
            t('cost.team.cut', {
              shown: rows.length.toLocaleString('en'),
              total: rowsTotal.toLocaleString('en'),
            }),
          sheet.savings && t('cost.team.rateOf', sheet.savings.span),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <div className={classes.bar}>
          <CostRowTabs by={by} />
          <DownloadCsvButton
            name={[
              'fleet-cost',
              today,
              ...references.map(entityName),
              `by-${by}`,
            ].join('-')}
            rows={rows}
            columns={costColumns(by, money, t)}
            coverage={costCoverage(rows.length, rowsTotal)}
          />
          <PrintButton />
        </div>
        <CostRowTable
          rows={rows}
          by={by}
          money={money}
          lastMonth={showsLastMonth(sheet) ? sheet.lastMonth.span : undefined}
        />
      </Section>
      <Section
        title={t('cost.team.unusual')}
        note={t('cost.team.judged', {
          judged: anomalies.judgedDays.toLocaleString('en'),
          unjudged: anomalies.unjudgedDays.toLocaleString('en'),
        })}
      >
        <AnomalyList anomalies={anomalies} by={by} money={money} />
      </Section>
      <Section
        title={t('cost.team.whereItGoes')}
        note={
          sheet.savings &&
          t('cost.team.whereOf', {
            first: sheet.savings.span.first,
            last: sheet.savings.span.last,
            count: sheet.savings.knownDays,
          })
        }
      >
        <WhereItGoes sheet={sheet} />
      </Section>
    </>
  );
}
