export * from './rightSizing';
export * from './savingsOf';
export { unitPrice } from './unitPrice';
export * from './requestPatch';
