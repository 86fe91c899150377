import type {
  CostRow,
  CostRowKind,
  CsvColumn,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../../translation';
import { rowName } from './rowName';

/** Rows of which idle and shared cost is told apart. */
const OF_THINGS: readonly CostRowKind[] = ['component', 'system', 'namespace'];

/**
 * Columns of a file of rows. Titles are words of the API, so that a file is read the same
 * way in every language.
 */
export function costColumns(
  by: CostRowKind,
  money: string | undefined,
  t: Text,
): CsvColumn<CostRow>[] {
  const efficiency = ({ efficiency: of }: CostRow) => of?.total;
  return [
    { title: by, cell: row => rowName(row, by, t) },
    { title: 'key', cell: ({ key }) => key },
    {
      title: 'share',
      // Rows of clusters, teams and places are of all shares together.
      cell: ({ share }) =>
        share ?? (OF_THINGS.includes(by) ? 'used' : undefined),
    },
    { title: 'currency', cell: () => money },
    { title: 'monthToDate', cell: ({ monthToDate }) => monthToDate.cost },
    { title: 'change', cell: ({ change }) => change?.difference },
    { title: 'changeRatio', cell: ({ change }) => change?.ratio },
    { title: 'changeDays', cell: ({ change }) => change?.comparedDays },
    { title: 'lastMonthFrom', cell: ({ lastMonth }) => lastMonth.span.first },
    { title: 'lastMonthTo', cell: ({ lastMonth }) => lastMonth.span.last },
    { title: 'lastMonth', cell: ({ lastMonth }) => lastMonth.coverage.cost },
    {
      title: 'lastMonthChange',
      cell: ({ lastMonth }) => lastMonth.change?.difference,
    },
    {
      title: 'lastMonthChangeRatio',
      cell: ({ lastMonth }) => lastMonth.change?.ratio,
    },
    {
      title: 'lastMonthChangeDays',
      cell: ({ lastMonth }) => lastMonth.change?.comparedDays,
    },
    { title: 'forecast', cell: ({ forecast }) => forecast?.expected },
    { title: 'forecastLow', cell: ({ forecast }) => forecast?.low },
    { title: 'forecastHigh', cell: ({ forecast }) => forecast?.high },
    { title: 'forecastMethod', cell: ({ forecast }) => forecast?.method },
    { title: 'confidence', cell: ({ forecast }) => forecast?.confidence },
    { title: 'budget', cell: ({ budget }) => budget?.standing.limit },
    { title: 'budgetUsed', cell: ({ budget }) => budget?.standing.ratio },
    { title: 'runsOutOn', cell: ({ budget }) => budget?.standing.runsOutOn },
    { title: 'efficiency', cell: efficiency },
    {
      title: 'idleOfRequests',
      cell: ({ savings }) => savings?.idleOfRequests.total,
    },
    {
      title: 'idleOfInfrastructure',
      cell: ({ savings }) => savings?.idleOfInfrastructure,
    },
    { title: 'savings', cell: ({ savings }) => savings?.savings.total },
    // Idle cost and savings are sums of these days, and not of the month.
    { title: 'usageFrom', cell: ({ savings }) => savings?.span.first },
    { title: 'usageTo', cell: ({ savings }) => savings?.span.last },
    { title: 'usageDaysKnown', cell: ({ savings }) => savings?.knownDays },
  ];
}

/**
 * Of how much the figures of a row are, of this month and of the last one: of days, and on
 * the worst of them of clusters; and of how many rows the file has how many: a sum over a part is no bill.
 */
export function costCoverage(
  inFile: number,
  total: number,
): [CsvColumn<CostRow>, ...CsvColumn<CostRow>[]] {
  return [
    { title: 'days', cell: ({ monthToDate }) => monthToDate.days },
    { title: 'daysKnown', cell: ({ monthToDate }) => monthToDate.known },
    { title: 'daysInPart', cell: ({ monthToDate }) => monthToDate.inPart },
    { title: 'daysMissing', cell: ({ monthToDate }) => monthToDate.missing },
    {
      title: 'clusters',
      cell: ({ monthToDate }) => monthToDate.least?.expected,
    },
    {
      title: 'clustersKnown',
      cell: ({ monthToDate }) => monthToDate.least?.known,
    },
    {
      title: 'lastMonthDays',
      cell: ({ lastMonth }) => lastMonth.coverage.days,
    },
    {
      title: 'lastMonthDaysKnown',
      cell: ({ lastMonth }) => lastMonth.coverage.known,
    },
    {
      title: 'lastMonthDaysInPart',
      cell: ({ lastMonth }) => lastMonth.coverage.inPart,
    },
    {
      title: 'lastMonthDaysMissing',
      cell: ({ lastMonth }) => lastMonth.coverage.missing,
    },
    {
      title: 'lastMonthClusters',
      cell: ({ lastMonth }) => lastMonth.coverage.least?.expected,
    },
    {
      title: 'lastMonthClustersKnown',
      cell: ({ lastMonth }) => lastMonth.coverage.least?.known,
    },
    { title: 'rowsInFile', cell: () => inFile },
    { title: 'rowsOfAll', cell: () => total },
  ];
}
