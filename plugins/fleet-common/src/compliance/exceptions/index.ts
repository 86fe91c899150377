export * from './LedgerException';
export * from './ExceptionScope';
export {
  approvalsNeeded,
  approvedSince,
  type ApprovalRefusal,
  canApprove,
  validApprovals,
} from './approvals';
export {
  coverOfApplied,
  type AppliedCover,
  type AppliedException,
} from './coverOfApplied';
export * from './exceptionStateOf';
export * from './exceptionDebt';
export * from './engineExceptionAlert';
export * from './renewedSince';
export * from './manifests';
