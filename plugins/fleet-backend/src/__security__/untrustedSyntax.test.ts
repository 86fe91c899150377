/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const PLUGINS = resolve(__dirname, '../../..');
const { syntax: FORBIDDEN, globals: GLOBALS } = jest.requireActual(
  '../../../../scripts/lib/untrustedSyntax.cjs',
);
// The linter that the tool chain lints with.
const { Linter } = createRequire(
  jest
    .requireActual('node:module')
    .createRequire(__filename)
    .resolve('@backstage/cli/package.json'),
)('eslint');

function forbiddenIn(code: string): string[] {
  const linter = new Linter();
  return linter
    .verify(code, {
      parserOptions: {
        ecmaVersion: 2022,
        sourceType: 'module',
        ecmaFeatures: { jsx: true },
      },
      env: { browser: true },
      rules: {
        'no-restricted-syntax': ['error', ...FORBIDDEN],
        'no-restricted-globals': ['error', ...GLOBALS],
      },
    })
    .map(({ ruleId, message }: { ruleId: string; message: string }) =>
      ruleId?.startsWith('no-restricted-') ? 'held back' : message,
    );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));
}

const plugins = readdirSync(PLUGINS);

describe('what no plugin may say', () => {
  it.each([
    'x = <a>y</a>',
    'x = <Link href={url}>y</Link>',
    'x = <Button href={`${url}`} />',
    'x = <use xlinkHref={url} />',
    'x = <use xlink:href={url} />',
    'x = <img src={url} />',
    'x = <iframe title="y" />',
    'x = <form />',
    'x = <Link to="javascript:alert(1)" />',
    'x = <Link to=" JaVaScRiPt:alert(1)" />',
    'window.open(url)',
    'globalThis.open(url)',
    'open(url)',
    'window.location.href = url',
    'location.href = url',
    'window.location = url',
    'location = url',
    'window.location.assign(url)',
    'location.replace(url)',
    'link.href = url',
    'location.href = URL.createObjectURL(file)',
    'download.href = make.createObjectURL(file)',
    'image.src = url',
    "link.setAttribute('href', url)",
    "link.setAttribute('onclick', url)",
    'x = <div dangerouslySetInnerHTML={{ __html: text }} />',
    "createElement('div', { dangerouslySetInnerHTML: { __html: text } })",
    'node.innerHTML = text',
    "node.insertAdjacentHTML('beforeend', text)",
    'document.write(text)',
    "new DOMParser().parseFromString(text, 'text/html')",
    'x = <div style={{ color: data.color }} />',
    'x = <div style={{ backgroundColor: color }} />',
    'x = <div style={{ backgroundImage: `url(${data})` }} />',
    'x = <div style={{ borderLeftColor: data.color }} />',
    'x = <div style={styles} />',
    'x = <div style={{ ...styles }} />',
  ])('holds %s back', code => {
    expect(forbiddenIn(code)).toContain('held back');
  });

  it.each([
    'x = <Link to={links.clusters()}>y</Link>',
    'x = <UntrustedAddress address={url} />',
    'x = <div style={{ width: column.width }} />',
    "x = <div style={{ padding: 0, color: 'inherit' }} />",
    'x = <path d="M1 1" stroke="currentColor" />',
    "text.replace('a', 'b')",
    'Object.assign(a, b)',
    'store.open()',
    'download.href = URL.createObjectURL(file)',
    'const open = useOpen(); open(1);',
    'here = window.location.pathname',
  ])('lets %s through', code => {
    expect(forbiddenIn(code)).toEqual([]);
  });

  it.each(plugins)('is held against %s', plugin => {
    const config = jest.requireActual(join(PLUGINS, plugin, '.eslintrc.js'));
    const [severity, ...forbidden] = config.rules['no-restricted-syntax'];

    expect(severity).toBe('error');
    expect(forbidden).toEqual(expect.arrayContaining(FORBIDDEN));
    expect(config.rules['no-restricted-globals']).toEqual([
      'error',
      ...GLOBALS,
    ]);
    const overriding = config.overrides.filter(
      ({ rules = {} }) =>
        'no-restricted-syntax' in rules || 'no-restricted-globals' in rules,
    );
    for (const { files } of overriding) expect(files).toContain('**/*.test.*');
  });

  it('is switched off in no file', () => {
    const files = plugins.flatMap(plugin =>
      filesIn(join(PLUGINS, plugin, 'src')),
    );
    expect(files.length).toBeGreaterThan(300);
    const switchedOff = files.filter(file =>
      /eslint-disable(?:-next-line|-line)?\s*(?:\*\/|--|$|[^\n]*no-restricted-syntax)/m.test(
        readFileSync(file, 'utf8').replaceAll(
          // This file speaks of it.
          /^.*eslint-disable\(\?.*$/gm,
          '',
        ),
      ),
    );
    expect(switchedOff).toEqual([]);
  });
});
