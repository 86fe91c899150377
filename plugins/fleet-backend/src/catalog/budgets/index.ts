export { budgetClaimOf, type BudgetClaim } from './budgetClaimOf';
export { readBudgetClaims } from './readBudgetClaims';
export { readContested } from './readContested';
export { writeBudgetClaims } from './writeBudgetClaims';
