import { imageRepository } from './imageRepository';

it.each<[string, string | undefined]>([
  ...[
    'nginx',
    'nginx:1.27',
    'library/nginx',
    'docker.io/nginx',
    'docker.io/library/nginx:1',
    'index.docker.io/library/nginx',
    'registry-1.docker.io/library/nginx',
    'nginx@sha256:0123',
    'nginx:1@sha256:0123',
    'docker://nginx',
    ' nginx ',
  ].map((text): [string, string] => [text, 'docker.io/library/nginx']),
  ['acme/shop:1', 'docker.io/acme/shop'],
  ['ghcr.io/acme/shop:1', 'ghcr.io/acme/shop'],
  ['GHCR.io/acme/shop', 'ghcr.io/acme/shop'],
  ['localhost/shop', 'localhost/shop'],
  ['localhost:5000/shop:1', 'localhost:5000/shop'],
  [
    'registry.example:5000/team/shop@sha256:0',
    'registry.example:5000/team/shop',
  ],
  ['', undefined],
  [':1', undefined],
  ['Acme/Shop', undefined],
  ['acme//shop', undefined],
  ['acme/../shop', undefined],
  ['a'.repeat(600), undefined],
])('reads %j as %j', (text, expected) => {
  expect(imageRepository(text)).toBe(expected);
});
