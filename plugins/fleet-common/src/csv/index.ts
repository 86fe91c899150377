export * from './csv';
export * from './toCsv';
