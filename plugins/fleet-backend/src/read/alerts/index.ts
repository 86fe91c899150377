export { seesAllAlerts, visibleAlerts } from './scopedAlerts';
