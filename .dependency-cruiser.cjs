/*
 * The directions in which packages may depend on one another (docs/adr/0003).
 * Each rule says why it is there.
 */
const PACKAGES = {
  'kube-watch': '^packages/kube-watch/',
  simulator: '^packages/fleet-simulator/',
  common: '^plugins/fleet-common/',
  node: '^plugins/fleet-node/',
  backend: '^plugins/fleet-backend/',
  modules: '^plugins/(fleet|kubernetes|catalog|scaffolder)-backend-module-',
  react: '^plugins/fleet-react/',
  pages: '^plugins/fleet/',
  portal: '^packages/(app|backend)/',
};
const TESTS = '\\.test\\.tsx?$|/testing/|/__testUtils__/|/__faults__/|/__permissions__/|/__security__/|/__fixtures__/|setupTests\\.ts$';

function only(name, reason, allowed) {
  const forbidden = Object.entries(PACKAGES)
    .filter(([key]) => key !== name && !allowed.includes(key))
    .map(([, path]) => path);
  return {
    name: `${name}-imports-only-${allowed.join('-') || 'nothing-of-ours'}`,
    comment: reason,
    severity: 'error',
    from: { path: PACKAGES[name], pathNot: TESTS },
    to: { path: forbidden },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only(
      'kube-watch',
      'It knows Kubernetes and no Backstage, so that it can be tested and measured by itself.',
      [],
    ),
    only(
      'simulator',
      'It stands in for clusters: sharing code with what reads them would let both be wrong alike.',
      [],
    ),
    only('common', 'The vocabulary is a leaf: everything may use it.', []),
    only('node', 'The contract that adapters are written against knows no engine.', [
      'common',
    ]),
    only(
      'backend',
      'The engine never imports an adapter: systems come and go without it.',
      ['common', 'node', 'kube-watch'],
    ),
    only('modules', 'A module knows the contract, and neither engine nor other modules.', [
      'common',
      'node',
    ]),
    only('react', 'Shared parts of pages talk to the API by the vocabulary alone.', [
      'common',
    ]),
    only('pages', 'Pages are thin: what they share is in fleet-react.', [
      'common',
      'react',
    ]),
    {
      name: 'kube-watch-knows-no-backstage',
      comment: 'It is of use outside a portal, and stays testable without one.',
      severity: 'error',
      from: { path: '^packages/kube-watch/src/', pathNot: TESTS },
      to: { path: '@backstage/' },
    },
    {
      name: 'adapters-are-pure',
      comment:
        'A mapper has no clock, network, file or configuration: object in, facts out.',
      severity: 'error',
      from: {
        path: '^plugins/fleet-backend-module-adapters/src/[^/]+/(map|schema|index)',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'reads-do-not-collect',
      comment: 'A page is a query: the read path opens no connection to any cluster.',
      severity: 'error',
      from: { path: '^plugins/fleet-backend/src/(read|routes)/', pathNot: TESTS },
      to: { path: ['packages/kube-watch', 'undici', '/src/collector/(?!messages)'] },
    },
    {
      name: 'derivations-do-not-read-routes',
      comment: 'Data flows one way: store, derive, read, routes.',
      severity: 'error',
      from: { path: '^plugins/fleet-backend/src/(store|derive|mapping|coverage)/', pathNot: TESTS },
      to: { path: '^plugins/fleet-backend/src/(read|routes)/' },
    },
    {
      name: 'charts-are-drawn-in-one-place',
      comment: 'What draws is large: it is loaded with the first chart, and can be replaced.',
      severity: 'error',
      from: {
        path: '^plugins/fleet/src/',
        pathNot: '^plugins/fleet/src/charts/(ChartPlot|EndLabels|SeriesLine)\\.tsx$',
      },
      to: { path: 'node_modules/recharts/' },
    },
    {
      name: 'charts-are-loaded-when-shown',
      comment: 'An import that is not dynamic would bring what draws to every page.',
      severity: 'error',
      from: {
        path: '^plugins/fleet/src/',
        pathNot: '^plugins/fleet/src/charts/ChartPlot\\.tsx$',
      },
      to: {
        path: '^plugins/fleet/src/charts/(ChartPlot|EndLabels|SeriesLine)\\.tsx$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'no-circles',
      comment: 'Files that import each other in a circle cannot be understood one by one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
