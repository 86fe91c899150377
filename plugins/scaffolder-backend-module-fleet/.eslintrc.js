module.exports = require('../../scripts/lib/pluginLint.cjs')(__dirname);
