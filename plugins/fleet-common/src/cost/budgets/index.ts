export * from './budgetStanding';
export * from './thresholdsToTell';
export * from './parseBudget';
