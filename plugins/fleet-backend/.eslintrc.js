module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // All of it serves tests and the soak, and none of it is shipped.
      files: ['src/__faults__/**', 'src/__permissions__/**'],
      rules: {
        '@backstage/no-undeclared-imports': 'off',
        'no-restricted-imports': 'off',
        'jest/no-export': 'off',
      },
    },
  ],
});
