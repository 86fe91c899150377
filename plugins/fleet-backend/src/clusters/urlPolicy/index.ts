export * from './AllowList';
export * from './classifyAddress';
export * from './judgeAddress';
export * from './judgeServer';
