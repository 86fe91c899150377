export { askOccupancy, type Occupancy } from './askOccupancy';
export { checkConfirmed, shown, type Confirmation } from './checkConfirmed';
export type { Removal } from './Removal';
export { removeCluster } from './removeCluster';
