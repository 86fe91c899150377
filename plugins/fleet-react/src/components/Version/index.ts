export * from './VersionText';
