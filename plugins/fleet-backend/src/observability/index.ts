export {
  NO_METRICS,
  type FleetMetrics,
  type RelistReason,
  type RequestOutcome,
} from './FleetMetrics';
export { FleetVitals, type Gauges, type Vitals } from './FleetVitals';
