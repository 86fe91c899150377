import type {
  CsvColumn,
  FleetCompliance,
} from '@fleetview/backstage-plugin-fleet-common';

type Policy = FleetCompliance['policies'][number];

/** Columns of a file of policies. Titles are words of the API, in every language the same. */
export const POLICY_COLUMNS: readonly CsvColumn<Policy>[] = [
  { title: 'policy', cell: ({ policy }) => policy },
  { title: 'title', cell: ({ title }) => title },
  { title: 'engine', cell: ({ engine }) => engine },
  { title: 'severity', cell: ({ severity }) => severity },
  { title: 'standards', cell: ({ standards }) => standards.join(' ') },
  { title: 'pass', cell: ({ counts }) => counts.pass },
  { title: 'fail', cell: ({ counts }) => counts.fail },
  { title: 'warn', cell: ({ counts }) => counts.warn },
  { title: 'error', cell: ({ counts }) => counts.error },
  { title: 'exempt', cell: ({ counts }) => counts.exempt },
  { title: 'failingSince', cell: ({ failingSince }) => failingSince },
  { title: 'score', cell: ({ percent }) => percent },
];

/**
 * On how many of the clusters that it is expected on a policy was evaluated, and of how many
 * policies the file has how many.
 */
export function policyCoverage(
  inFile: number,
  total: number,
): [CsvColumn<Policy>, ...CsvColumn<Policy>[]] {
  return [
    { title: 'evaluated', cell: ({ evaluation }) => evaluation.evaluated },
    { title: 'expected', cell: ({ evaluation }) => evaluation.expected },
    { title: 'rowsInFile', cell: () => inFile },
    { title: 'rowsOfAll', cell: () => total },
  ];
}
