import { safeUrl } from './safeUrl';

const SCRIPT = ['java', 'script:'].join('');

describe('safeUrl', () => {
  it.each([
    ['https://git.example.com/payments/config'],
    ['http://charts.example.com:8080/index.yaml?x=1#y'],
    ['HTTPS://git.example.com/a'],
  ])('lets %s through', address => {
    expect(safeUrl(address)).toBe(new URL(address).href);
  });

  it.each([
    [`${SCRIPT}alert(1)`],
    [`${SCRIPT.toUpperCase()}alert(1)`],
    [` ${SCRIPT}alert(1)`],
    [`java\n${SCRIPT.slice(4)}alert(1)`],
    ['https://git.example.com/\u202Egnp.exe'],
    ['https://git.example.com/a b'],
    ['ht\ttps://git.example.com'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:msgbox(1)'],
    ['file:///etc/passwd'],
    ['//git.example.com/a'],
    ['/fleet'],
    ['git@git.example.com:payments/config.git'],
    ['ssh://git@git.example.com/payments/config.git'],
    ['oci://registry.example.com/charts'],
    ['https://user:secret@git.example.com/a'],
    ['https://token@git.example.com/a'],
    ['https://'],
    [''],
    [`https://git.example.com/${'a'.repeat(3000)}`],
  ])('holds %j back', address => {
    expect(safeUrl(address)).toBeUndefined();
  });
});
