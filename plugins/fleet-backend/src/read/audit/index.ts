export { AuditChecks } from './AuditChecks';
export { exportAudit } from './exportAudit';
export { listAudit } from './listAudit';
