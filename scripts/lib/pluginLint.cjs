/*
 * The lint rules of a plugin: the tool chain's, and `untrustedSyntax.cjs`. They are
 * added to what the factory made, as its own option for them is without effect in
 * packages of the front end.
 */
const createConfig = require('@backstage/cli/config/eslint-factory');
const untrusted = require('./untrustedSyntax.cjs');

module.exports = (folder, extraConfig) => {
  const config = createConfig(folder, extraConfig);
  const [, ...syntax] = config.rules['no-restricted-syntax'];
  return {
    ...config,
    rules: {
      ...config.rules,
      'no-restricted-syntax': ['error', ...syntax, ...untrusted.syntax],
      'no-restricted-globals': ['error', ...untrusted.globals],
    },
  };
};
