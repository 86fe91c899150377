export * from './UntrustedText';
export * from './CopyButton';
export * from './EntityLink';
