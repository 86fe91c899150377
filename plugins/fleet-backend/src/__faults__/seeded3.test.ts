import { describeSeededRuns } from './describeSeededRuns';

describeSeededRuns({
  runs: 68,
  offset: 136,
  client: 'better-sqlite3',
});
