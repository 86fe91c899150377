const LONGEST = 512;
const DOCKER_HUB = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]);

/**
 * The repository of an image, in the one form that all its references have in
 * common: with registry, and without tag and digest. `nginx:1` is
 * `docker.io/library/nginx`. Undefined for what is no reference to an image.
 */
export function imageRepository(reference: string): string | undefined {
  const text = reference.trim().replace(/^(https?|docker|oci):\/\//i, '');
  if (!text || text.length > LONGEST) return undefined;
  const [named] = text.split('@', 1);
  const slash = named.lastIndexOf('/');
  const colon = named.lastIndexOf(':');
  // A colon before the last slash belongs to a port.
  const untagged = colon > slash ? named.slice(0, colon) : named;
  const [first, ...rest] = untagged.split('/');
  const isRegistry =
    rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = isRegistry ? first.toLowerCase() : 'docker.io';
  const path = isRegistry ? rest : [first, ...rest];
  if (!path.every(part => /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(part))) {
    return undefined;
  }
  if (!DOCKER_HUB.has(registry)) return [registry, ...path].join('/');
  const official = path.length === 1 ? ['library'] : [];
  return ['docker.io', ...official, ...path].join('/');
}
