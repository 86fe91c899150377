/* Bundles the page of the grid and serves it on the loopback interface. */
import http from 'node:http';
import path from 'node:path';
import * as esbuild from 'esbuild';

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
    const isScript = request.url === '/page.js';
    response.setHeader(
      'content-type',
      isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
    );
    response.end(isScript ? script : PAGE);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
