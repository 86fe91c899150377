export { CostLoop } from './CostLoop';
export { deriveCosts } from './deriveCosts';
export { packCostDay } from './packCostDay';
export { SMALL } from './placeSeries';
export { seriesKey } from './seriesKey';
