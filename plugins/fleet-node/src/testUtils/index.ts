export * from './cases';
export * from './adapterFolder';
export * from './checkAdapterFolder';
export * from './deepFreeze';
export * from './readApiVersion';
export * from './describeAdapters';
export * from './checkHostileFacts';
