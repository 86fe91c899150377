/** An image by its parts: `registry.example:5000/app:1.0@sha256:…`. */
export type Image = { name: string; tag?: string; digest?: string };

/** @returns nothing where it is no text of an image */
export function imageOf(value: unknown): Image | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const [rest, digest] = value.split('@', 2);
  const slash = rest.lastIndexOf('/');
  const colon = rest.indexOf(':', slash + 1);
  return {
    name: colon < 0 ? rest : rest.slice(0, colon),
    ...(colon < 0 ? {} : { tag: rest.slice(colon + 1) }),
    ...(digest ? { digest } : {}),
  };
}
