export { listClusterAlerts } from './listClusterAlerts';
export { seesAllAlerts, visibleAlerts } from './scopedAlerts';
