export * from './types';
export * from './defineAction';
export * from './atVersionOf';
export * from './deliveredBy';
export * from './isAsPlannedOn';
