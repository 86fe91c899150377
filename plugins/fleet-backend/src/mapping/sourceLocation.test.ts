import {
  folderOf,
  locationKey,
  locationWithin,
  parseSourceLocation,
} from './sourceLocation';

const keyOf = (text: string) => {
  const location = parseSourceLocation(text);
  return location && locationKey(location.segments);
};

describe('parseSourceLocation', () => {
  it.each([
    // The same repository, however it is written.
    ...[
      'https://github.com/Acme/Shop',
      'http://github.com:80/acme/shop',
      'https://github.com:443/acme/shop',
      'https://github.com/acme/shop.git',
      'https://GitHub.com/acme/shop/',
      'https://user:token@github.com/acme/shop.git/',
      'git@github.com:acme/shop.git',
      'github.com:acme/shop.git',
      'ssh://git@github.com/acme/shop.git',
      'ssh://git@github.com:22/acme/shop',
      'git+ssh://git@github.com/acme/shop.git',
      'git+https://github.com/acme/shop.git',
      'git://github.com/acme/shop.git',
      'url:https://github.com/acme/shop/tree/main/',
      'https://github.com/acme/shop/tree/main',
      'https://github.com/acme//shop?ref=main#readme',
      '  https://github.com/acme/shop  ',
      'github.com/acme/shop',
    ].map(text => [text, 'github.com/acme/shop']),
    // A path in it.
    [
      'https://github.com/acme/shop/tree/main/apps/Pay/',
      'github.com/acme/shop/apps/Pay',
    ],
    [
      'https://github.com/acme/shop/blob/main/apps/pay/catalog-info.yaml',
      'github.com/acme/shop/apps/pay/catalog-info.yaml',
    ],
    [
      'https://github.com/acme/shop.git//apps/pay?ref=v1',
      'github.com/acme/shop/apps/pay',
    ],
    ['https://github.com/acme/shop/./apps', 'github.com/acme/shop/apps'],
    ['https://github.com/acme/shop/a%20b', 'github.com/acme/shop/a b'],
    // GitLab nests groups, and keeps its case.
    [
      'https://gitlab.com/acme/web/shop/-/tree/main/apps/pay',
      'gitlab.com/acme/web/shop/apps/pay',
    ],
    [
      'https://gitlab.com/acme/web/shop/-/blob/main/a.yaml',
      'gitlab.com/acme/web/shop/a.yaml',
    ],
    ['git@gitlab.com:acme/web/shop.git', 'gitlab.com/acme/web/shop'],
    ['https://git.example:8443/a/b', 'git.example:8443/a/b'],
    ['ssh://git@git.example:7999/prj/repo.git', 'git.example/prj/repo'],
    // Azure DevOps.
    ...[
      'https://dev.azure.com/acme/Web/_git/shop',
      'https://acme@dev.azure.com/acme/web/_git/shop',
      'git@ssh.dev.azure.com:v3/acme/web/shop',
      'https://acme.visualstudio.com/web/_git/shop',
      'https://acme.visualstudio.com/DefaultCollection/web/_git/shop',
    ].map(text => [text, 'dev.azure.com/acme/web/shop']),
    [
      'https://dev.azure.com/acme/web/_git/shop?path=/apps/pay&version=GBmain',
      'dev.azure.com/acme/web/shop/apps/pay',
    ],
    ['https://dev.azure.com/acme/_git/shop', 'dev.azure.com/acme/shop/shop'],
    // Bitbucket, Gitea.
    [
      'https://bitbucket.org/acme/shop/src/main/apps',
      'bitbucket.org/acme/shop/apps',
    ],
    [
      'https://bitbucket.example/projects/PRJ/repos/shop/browse/apps?at=main',
      'bitbucket.example/prj/shop/apps',
    ],
    [
      'https://bitbucket.example/scm/prj/shop.git',
      'bitbucket.example/prj/shop',
    ],
    [
      'https://gitea.example/acme/shop/src/branch/main/apps',
      'gitea.example/acme/shop/apps',
    ],
    // Charts and artifacts.
    ['oci://ghcr.io/acme/charts/pay', 'ghcr.io/acme/charts/pay'],
    ['ghcr.io/acme/charts/pay', 'ghcr.io/acme/charts/pay'],
    ['localhost:5000/charts/pay', 'localhost:5000/charts/pay'],
    ['https://charts.example.com', 'charts.example.com'],
  ])('reads %s', (text, expected) => {
    expect(keyOf(text)).toBe(expected);
  });

  it.each([
    '',
    'url:',
    'file:///etc/passwd',
    'ftp://example.com/a',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'https://',
    'https:///a',
    'https://github.com/acme/../other/shop',
    'https://github.com/acme/%2e%2e/shop',
    'https://github.com/acme/a%2Fb',
    'https://github.com/acme/%zz',
    'https://github.com/a\u0000b',
    'https://github.com/a b',
    'shop',
    './apps/pay',
    `https://github.com/${'a'.repeat(3000)}`,
    `https://github.com/${'a/'.repeat(60)}`,
  ])('is nothing of %j', text => {
    expect(parseSourceLocation(text)).toBeUndefined();
  });

  it('knows where a repository ends when the text tells', () => {
    const end = (text: string) => parseSourceLocation(text)?.repository;
    expect(end('https://github.com/acme/shop/tree/main/a')).toBe(3);
    expect(end('https://gitlab.com/a/b/c/-/tree/main/d')).toBe(4);
    expect(end('https://git.example/a/b/c.git/d')).toBe(4);
    expect(end('https://git.example/a/b/c')).toBeUndefined();
  });
});

describe('locationWithin', () => {
  it.each([
    ['https://github.com/acme/shop.git', './apps/pay/', 'apps/pay'],
    ['https://github.com/acme/shop.git', '/', ''],
    ['https://github.com/acme/shop.git', undefined, ''],
  ])('joins %s and %s', (repository, path, expected) => {
    expect(locationWithin(repository, path)).toEqual({
      segments: [
        'github.com',
        'acme',
        'shop',
        ...expected.split('/').filter(Boolean),
      ],
      repository: 3,
    });
  });

  it('is nothing where the path leads out of the repository', () => {
    expect(
      locationWithin('https://github.com/acme/shop', '../other'),
    ).toBeUndefined();
  });
});

it('takes the folder of a file that describes something', () => {
  const folder = (text: string) => {
    const location = parseSourceLocation(text);
    return location && locationKey(folderOf(location).segments);
  };
  expect(folder('https://github.com/a/b/blob/main/x/catalog-info.yaml')).toBe(
    'github.com/a/b/x',
  );
  expect(folder('https://github.com/a/b/tree/main/x')).toBe('github.com/a/b/x');
});
