import { describeSeededRuns } from './describeSeededRuns';

describeSeededRuns({
  runs: 68,
  offset: 0,
  client: 'better-sqlite3',
});
