/*
 * Prints what is made from the descriptors of the adapters, as JSON from path to
 * content. A process of its own: the adapters are TypeScript.
 */
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const SOURCE = path.join(ROOT, 'plugins/fleet-backend-module-adapters/src');

const { adapters } = require(path.join(SOURCE, 'adapters'));
const { generatedDocuments } = require(path.join(SOURCE, 'docs/documents'));

const documents = {};
for (const { path: name, content } of generatedDocuments(adapters)) {
  const file = path.join(ROOT, name);
  documents[name] = content(
    fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '',
  );
}
process.stdout.write(JSON.stringify(documents));
