#!/usr/bin/env node
'use strict';
/*
 * Runs the simulator: in this repository straight from its sources, as an
 * installed package from what was built.
 */
const fs = require('node:fs');
const path = require('node:path');

const sources = path.join(__dirname, '..', 'src', 'index.ts');
if (fs.existsSync(sources)) {
  require('@backstage/cli/config/nodeTransform.cjs');
  void require(sources).runCommandLine();
} else {
  void require('..').runCommandLine();
}
