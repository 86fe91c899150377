/* Bundles the page of the grid and serves it on the loopback interface. */
import http from 'node:http';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { rollupsOf, tileOf } from './fleet.mjs';

const ENTRY = path.join(import.meta.dirname, 'page.tsx');
const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Grid</title></head>
<body><div id="root"></div><script src="/page.js"></script></body></html>`;

export async function bundlePage() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.svg': 'dataurl', '.woff': 'empty', '.woff2': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** A server of the page: `{ url, close }`. */
export async function servePage() {
  const script = await bundlePage();
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://page');
    const send = (type, content) => {
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(content);
    };
    const range = name => searchParams.get(name).split('-').map(Number);
    const part = () => ({
      columns: range('columns'),
      of: Number(searchParams.get('of')),
    });
    const sendJson = value => send('application/json', JSON.stringify(value));
    if (pathname === '/page.js') send('text/javascript', script);
    else if (pathname === '/tile') {
      sendJson(tileOf({ ...part(), rows: range('rows') }));
    } else if (pathname === '/rollups') {
      sendJson(rollupsOf({ ...part(), groups: range('groups') }));
    } else send('text/html', PAGE);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
