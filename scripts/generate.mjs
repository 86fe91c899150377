/*
 * Writes what is derived from `openapi.yaml` (the client's types and the server's
 * copy of the document) and from the descriptors of the adapters (their pages,
 * tables and roles). `--check` compares instead, and fails when something is out
 * of date.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { TRANSFORM } from './lib/portal.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DOCUMENT = path.join(
  ROOT,
  'plugins/fleet-backend/src/schema/openapi.yaml',
);
const HEADER = `// Generated from plugins/fleet-backend/src/schema/openapi.yaml by 'npm run generate'. Do not edit.\n`;

async function generateTypes(document) {
  const nodes = await openapiTypescript(structuredClone(document), {
    alphabetize: false,
  });
  return `${HEADER}${astToString(nodes).replace(
    /^\/\*\*\s+\* This file was auto-generated[\s\S]*?\*\/\s+/,
    '',
  )}`;
}

function generateDocument(document) {
  return `${HEADER}/** The API of Fleet as an OpenAPI document. */
export const spec = ${JSON.stringify(document, null, 2)} as const;
`;
}

/** What is made from the descriptors of the adapters, by path. */
function adapterDocuments() {
  const output = execFileSync(
    process.execPath,
    [
      '--require',
      TRANSFORM,
      path.join(ROOT, 'scripts/lib/adapterDocuments.cjs'),
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return Object.entries(JSON.parse(output));
}

/** Every generated file with its content. */
export async function generatedFiles() {
  const document = parse(fs.readFileSync(DOCUMENT, 'utf8'));
  return new Map([
    [
      'plugins/fleet-common/src/client/schema.generated.ts',
      await generateTypes(document),
    ],
    [
      'plugins/fleet-backend/src/schema/openapi.generated.ts',
      generateDocument(document),
    ],
    ...adapterDocuments(),
  ]);
}

if (process.argv[1] === import.meta.filename) {
  const check = process.argv.includes('--check');
  const stale = [];
  for (const [name, content] of await generatedFiles()) {
    const file = path.join(ROOT, name);
    const present = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (present === content) continue;
    stale.push(name);
    if (!check) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
      console.log(`wrote ${name}`);
    }
  }
  if (check && stale.length > 0) {
    console.error(
      `out of date: ${stale.join(', ')}. Run 'npm run generate' and commit.`,
    );
    process.exitCode = 1;
  }
}
