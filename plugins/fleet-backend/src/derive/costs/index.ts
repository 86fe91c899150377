export { CostLoop } from './CostLoop';
export { deriveCosts } from './deriveCosts';
export { SMALL } from './placeSeries';
export { seriesKey } from './seriesKey';
