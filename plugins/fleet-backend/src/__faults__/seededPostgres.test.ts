import { describeSeededRuns } from './describeSeededRuns';

describeSeededRuns({ runs: 28, offset: 272, client: 'pg' });
