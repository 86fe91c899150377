#!/usr/bin/env node
'use strict';
/* Named by `yarnPath`: whatever Yarn is typed, this project's Yarn on this project's Node runs. */
const { ensureNode, ensureYarn, runToEnd } = require('./lib/toolchain.cjs');

runToEnd(ensureNode(), [ensureYarn(), ...process.argv.slice(2)]);
