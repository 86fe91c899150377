export * from './test';
export * from './ControlClient';
export * from './FleetApi';
export * from './Portal';
export * from './worlds';
export * from './pages';
export * from './untilSettled';
export * from './signIn';
