import { hash } from 'node:crypto';
import type { FleetConfig } from '../config/FleetConfig';

/**
 * What everything was derived with besides facts, in short: code, configuration
 * and the catalog's entities. Whatever was derived with the same, and had nothing
 * left to derive, is what it would be derived to again.
 *
 * @param options.code - see `fingerprintPackages`
 * @param options.entities - see `CatalogMirror.fingerprint`
 */
export function derivedWith(options: {
  code: string;
  config: FleetConfig;
  entities: string;
}): string {
  const { code, config, entities } = options;
  return hash(
    'sha1',
    JSON.stringify([
      code,
      config.attributes,
      config.namespaceOwners ?? [],
      config.catalog.trusted ?? false,
      entities,
    ]),
    'base64url',
  );
}
