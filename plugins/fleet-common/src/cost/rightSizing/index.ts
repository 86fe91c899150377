export * from './rightSizing';
export * from './savingsOf';
export { HOURS_PER_MONTH, unitPrice } from './unitPrice';
export * from './requestPatch';
