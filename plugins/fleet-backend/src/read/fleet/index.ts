export { FleetSnapshot } from './FleetSnapshot';
export { FleetSnapshots } from './FleetSnapshots';
export { takeSnapshot } from './takeSnapshot';
