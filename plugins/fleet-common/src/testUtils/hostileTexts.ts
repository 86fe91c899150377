/** One kind of attack, and a text that tries it. */
export type HostileText = { name: string; text: string };

// Written in parts, so that no scanner takes this file for the attack.
const SCRIPT = ['java', 'script:'].join('');
const ESCAPE = '\u001b';

/** Addresses that must not become links, and not addresses in facts. */
export const HOSTILE_ADDRESSES: readonly HostileText[] = [
  { name: 'script', text: `${SCRIPT}alert(1)` },
  { name: 'script in mixed case', text: `JaVaScRiPt${':'}alert(1)` },
  { name: 'script after spaces', text: ` \t${SCRIPT}alert(1)` },
  {
    name: 'script with a host',
    text: `${SCRIPT}//git.example.com/%0aalert(1)`,
  },
  { name: 'script after a label', text: `Label | ${SCRIPT}alert(1)` },
  { name: 'data', text: 'data:text/html,<script>alert(1)</script>' },
  { name: 'vbscript', text: 'vbscript:msgbox(1)' },
  { name: 'file', text: 'file:///etc/passwd' },
  { name: 'user information', text: 'https://ok.example@evil.example/a' },
  { name: 'no scheme', text: '//evil.example/a' },
  { name: 'backslashes', text: '\\\\evil.example\\a' },
];

/** Texts that try to be something else than text. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  ...HOSTILE_ADDRESSES,
  {
    name: 'HTML',
    text: '<img src=x onerror=alert(1)><script>alert(1)</script>',
  },
  {
    name: 'SVG',
    text: '<svg/onload=alert(1)><use href="data:image/svg+xml,x"/>',
  },
  {
    name: 'Markdown',
    text: `[x](${SCRIPT}alert(1)) ![x](https://evil.example/a.png)`,
  },
  { name: 'attribute', text: '" onmouseover="alert(1)" x="' },
  { name: 'style', text: 'red;background:url(https://evil.example/a.png)' },
  {
    name: 'template',
    text: '{{constructor.constructor("alert(1)")()}}${alert(1)}',
  },
  { name: 'bidi override', text: 'pay\u202estnem\u2066x\u2069' },
  { name: 'zero width', text: 'pay\u200bments\u200d\ufeff\u00ad' },
  {
    name: 'ANSI',
    text: `${ESCAPE}[31mred${ESCAPE}]8;;https://evil.example\u0007x`,
  },
  { name: 'lines', text: 'one\r\n2026-01-01 error: two\nthree\u2028four' },
  { name: 'NUL', text: 'before\0after' },
  { name: 'lone surrogates', text: 'high\ud800 low\udc00' },
  { name: '__proto__', text: '__proto__' },
  { name: 'constructor', text: 'constructor' },
  { name: 'hasOwnProperty', text: 'hasOwnProperty' },
  { name: 'SQL', text: `x'); drop table cluster; --` },
  { name: 'SQL with quotes', text: `" or "1"="1' or '1'='1` },
  { name: 'wildcards', text: '%_\\%' },
  { name: 'path', text: '../../../../etc/passwd' },
  { name: 'formula', text: '=HYPERLINK("https://evil.example","x")' },
  { name: 'long', text: 'x'.repeat(10_000) },
];

/** A text of a megabyte. */
export const MEGABYTE: HostileText = {
  name: 'a megabyte',
  text: 'm'.repeat(1024 * 1024),
};

/** Keys that reach into what every object has, where they are looked up without care. */
export const HOSTILE_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '__defineGetter__',
];
