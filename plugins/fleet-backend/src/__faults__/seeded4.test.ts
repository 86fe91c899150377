import { describeSeededRuns } from './describeSeededRuns';

describeSeededRuns({
  runs: 68,
  offset: 204,
  client: 'better-sqlite3',
});
