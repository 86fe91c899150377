export { FleetSnapshot } from './FleetSnapshot';
export { FleetSnapshots } from './FleetSnapshots';
export { FleetViews, type FleetView } from './FleetViews';
export { takeSnapshot } from './takeSnapshot';
