export * from './types';
export * from './defineWatch';
export * from './definePoll';
export * from './defineAdapter';
export * from './mapObject';
export * from './serviceName';
export * from './followUp';
export * from './defineFollowUp';
