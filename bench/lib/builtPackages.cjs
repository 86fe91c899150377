/*
 * Required before all else by contestants that run this project's own code: its packages
 * are found as they are published, built, and not as their sources. Sources that are
 * transformed as they are loaded reach each function of another file through a getter,
 * which is a tenth of what mapping takes, and which no portal pays.
 */
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
/** By what is asked for, the file that the published manifest names. */
const built = new Map();

for (const folder of require('./builtFolders.cjs')) {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8'),
  );
  for (const entry of Object.keys(manifest.exports ?? { '.': '' })) {
    const file = entry === '.' ? 'index' : entry;
    // What helps tests stays what it is: no portal loads it.
    if (entry === './testUtils' || entry === './package.json') continue;
    built.set(
      path.posix.join(manifest.name, entry),
      path.join(ROOT, folder, 'dist', `${file}.cjs.js`),
    );
  }
}

const resolve = Module._resolveFilename;

Module._resolveFilename = function resolveFilename(request, ...others) {
  return built.get(request) ?? resolve.call(this, request, ...others);
};
