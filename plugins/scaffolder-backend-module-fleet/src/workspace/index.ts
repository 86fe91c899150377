export * from './Changes';
export * from './fileNameOf';
export type { Tree } from './readTree';
