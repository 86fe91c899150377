export { actorOf } from './actorOf';
export type {
  AuditActor,
  AuditEntry,
  AuditOperation,
  AuditRequest,
  AuditTrail,
  RecordEntry,
} from './AuditTrail';
export { DatabaseAuditTrail } from './DatabaseAuditTrail';
export { keepAudit } from './keepAudit';
export { startAudit } from './startAudit';
