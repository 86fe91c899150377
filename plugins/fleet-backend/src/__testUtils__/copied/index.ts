export { CopiedPostgres } from './CopiedPostgres';
export { CopiedSqlite } from './CopiedSqlite';
