export {
  anomaliesOf,
  type Anomalies,
  type Anomaly,
  type AnomalySettings,
  type UnjudgedDay,
} from './anomaliesOf';
export * from './likelyCauses';
