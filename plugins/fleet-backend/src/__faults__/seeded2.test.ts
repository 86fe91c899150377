import { describeSeededRuns } from './describeSeededRuns';

describeSeededRuns({
  runs: 68,
  offset: 68,
  client: 'better-sqlite3',
});
