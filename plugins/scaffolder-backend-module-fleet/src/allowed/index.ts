export { readAllowedPaths, whyNotAllowed, type AllowedPaths } from './allowed';
export { whyNever, type Resource } from './never';
