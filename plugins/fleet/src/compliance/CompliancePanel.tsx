import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type FleetCompliance,
  type ComplianceQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  entityName,
  SightView,
  untrustedName,
  useCompliance,
} from '@fleetview/backstage-plugin-fleet-react';
import { DownloadCsvButton, PrintablePage, PrintButton } from '../export';
import { useFleetLinks } from '../routing';
import { LinkTabs, Section } from '../shared';
import { useText } from '../translation';
import { POLICY_COLUMNS, policyCoverage } from './complianceCsv';
import { ComplianceFormula } from './ComplianceFormula';
import { ComplianceHeatmap } from './ComplianceHeatmap';
import { ComplianceMovers } from './ComplianceMovers';
import { ComplianceScore } from './ComplianceScore';
import { ComplianceTrend } from './ComplianceTrend';
import { PolicyScoreTable } from './PolicyScoreTable';
import { ScoreTrend } from './ScoreTrend';

const ROWS = [
  'cluster',
  'region',
  'environment',
  'owner',
  'system',
  'component',
] as const;

const COLUMNS = ['policy', 'control', 'standard', 'severity'] as const;

type RowKind = (typeof ROWS)[number];

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
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    note: {
      marginTop: theme.spacing(1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetCompliancePanel' },
);

type Scope = Pick<ComplianceQuery, 'owner' | 'system' | 'component'>;

/** How far policies are kept: by the whole fleet, or by what somebody owns. */
export function CompliancePanel(props: { scope?: Scope }) {
  const [search] = useSearchParams();
  const asked = search.get('rows');
  const rows = ROWS.find(each => each === asked) ?? 'cluster';
  const columns =
    COLUMNS.find(each => each === search.get('columns')) ?? 'policy';
  const sight = useCompliance({
    ...props.scope,
    rows,
    ...(columns === 'policy' ? {} : { columns }),
  });
  return (
    <SightView sight={sight} permission={fleetFindingReadPermission.name}>
      {compliance => (
        <Found compliance={compliance} rows={rows} scope={props.scope ?? {}} />
      )}
    </SightView>
  );
}

function Found(props: {
  compliance: FleetCompliance;
  rows: RowKind;
  scope: Scope;
}) {
  const { compliance, rows, scope } = props;
  const { evaluation, results, movers, policies, heatmap } = compliance;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const [search] = useSearchParams();
  const to = (name: 'rows' | 'columns', value: string, usual: string) => {
    const next = new URLSearchParams(search);
    if (value === usual) next.delete(name);
    else next.set(name, value);
    return `?${next}`;
  };
  const coverage = (
    <CoverageBar
      coverage={compliance.coverage}
      limited={compliance.limited}
      clusterTo={id => links.cluster(id, { tab: 'systems' })}
    />
  );
  if (evaluation.expected === 0 && results.length === 0) {
    return (
      <>
        {coverage}
        <EmptyView title={t('compliance.emptyTitle')}>
          {t('compliance.emptyText')}
        </EmptyView>
      </>
    );
  }
  const names = Object.values(scope)
    .flatMap(each => each ?? [])
    .map(entityName);
  const day = compliance.asOf.slice(0, 10);
  return (
    <PrintablePage
      title={t('compliance.printed', {
        of: names.map(untrustedName).join(', ') || t('compliance.wholeFleet'),
        day,
      })}
    >
      <div className={classes.top}>
        <ComplianceScore compliance={compliance} />
        <ScoreTrend scope={scope} />
        {movers.length > 0 && (
          <div>
            <h2 className={classes.heading}>{t('compliance.movers')}</h2>
            <ComplianceMovers movers={movers} policies={policies} />
          </div>
        )}
      </div>
      {coverage}
      <Section title={t('compliance.heatmap')}>
        <LinkTabs
          label={t('compliance.rowsLabel')}
          activeId={rows}
          tabs={ROWS.map(row => ({
            id: row,
            to: to('rows', row, 'cluster'),
            title: t(`compliance.rows.${row}`),
          }))}
        />
        <LinkTabs
          label={t('compliance.columnsLabel')}
          activeId={heatmap.by}
          tabs={COLUMNS.map(column => ({
            id: column,
            to: to('columns', column, 'policy'),
            title: t(`compliance.columnKinds.${column}`),
          }))}
        />
        {(heatmap.by === 'control' || heatmap.by === 'standard') && (
          <div className={classes.note}>{t('compliance.severalColumns')}</div>
        )}
        <ComplianceHeatmap heatmap={heatmap} />
        {(heatmap.rowsTotal > heatmap.rows.length ||
          heatmap.columnsTotal > heatmap.columns.length) && (
          <div className={classes.note}>
            {t('compliance.cut', {
              rows: heatmap.rows.length.toLocaleString('en'),
              rowsTotal: heatmap.rowsTotal.toLocaleString('en'),
              columns: heatmap.columns.length.toLocaleString('en'),
              columnsTotal: heatmap.columnsTotal.toLocaleString('en'),
            })}
          </div>
        )}
      </Section>
      <Section
        title={t('compliance.policies')}
        note={
          compliance.policiesTotal > policies.length
            ? t('compliance.cutPolicies', {
                shown: policies.length.toLocaleString('en'),
                total: compliance.policiesTotal.toLocaleString('en'),
              })
            : undefined
        }
      >
        <div className={classes.bar}>
          <DownloadCsvButton
            name={['fleet-compliance', day, ...names].join('-')}
            rows={policies}
            columns={POLICY_COLUMNS}
            coverage={policyCoverage(policies.length, compliance.policiesTotal)}
          />
          <PrintButton />
        </div>
        <PolicyScoreTable policies={policies} />
      </Section>
      <ComplianceTrend scope={scope} />
      {compliance.formula && <ComplianceFormula formula={compliance.formula} />}
    </PrintablePage>
  );
}
