export { CappedLogger } from './CappedLogger';
export {
  NO_METRICS,
  type FleetMetrics,
  type ListReason,
  type RequestOutcome,
} from './FleetMetrics';
export { FleetVitals, type Gauges, type Vitals } from './FleetVitals';
