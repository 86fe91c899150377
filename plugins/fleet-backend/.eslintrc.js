module.exports = require('../../scripts/lib/pluginLint.cjs')(__dirname, {
  overrides: [
    {
      // All of it serves tests and the soak, and none of it is shipped.
      files: [
        'src/__faults__/**',
        'src/__permissions__/**',
        'src/__security__/**',
      ],
      rules: {
        '@backstage/no-undeclared-imports': 'off',
        'no-restricted-imports': 'off',
        'jest/no-export': 'off',
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expect*'] },
        ],
      },
    },
  ],
});
