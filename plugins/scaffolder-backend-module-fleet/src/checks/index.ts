export { acceptable, type Acceptance } from './acceptable';
export { checksSummary } from './checksSummary';
