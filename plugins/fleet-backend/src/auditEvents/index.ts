export {
  AuditEventIntake,
  LONGEST_LIST,
  type NotTaken,
} from './AuditEventIntake';
export { forgetWrites } from './forgetWrites';
export { pluralOf } from './pluralOf';
export { readReceived, type ReceivedLog } from './readReceived';
export { readWrites } from './readWrites';
export type { ClusterWrite } from './ClusterWrite';
