import { sha256For } from '../random';

/** An image by its parts: `registry.example:5000/app:1.0@sha256:…`. */
export type ImageReference = { name: string; tag?: string; digest?: string };

export function parseImage(image: string): ImageReference {
  const at = image.indexOf('@');
  const rest = at < 0 ? image : image.slice(0, at);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  return {
    name: colon < 0 ? rest : rest.slice(0, colon),
    ...(colon >= 0 && { tag: rest.slice(colon + 1) }),
    ...(at >= 0 && { digest: image.slice(at + 1) }),
  };
}

export function printImage({ name, tag, digest }: ImageReference): string {
  return `${name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/** The digest of an image: the one that it is pinned to, or that of its tag, which never moves here. */
export function digestOf(image: string): string {
  const { digest } = parseImage(image);
  return digest ?? `sha256:${sha256For(image)}`;
}
