export type {
  ExceptionManifest,
  ManifestEntry,
  ManifestRefusal,
} from './ManifestEntry';
export { exceptionManifests } from './exceptionManifests';
