import { safeUrl } from './safeUrl';

const SCRIPT = ['java', 'script:'].join('');

describe('safeUrl', () => {
  it.each([
    ['https://git.example.com/payments/config'],
    ['http://charts.example.com:8080/index.yaml?x=1#y'],
    ['HTTPS://git.example.com/a'],
    ['https://git.example.com/a@b?c=d@e'],
  ])('lets %s through', address => {
    expect(safeUrl(address)).toBe(new URL(address).href);
  });

  it('shows letters that look alike for what they are', () => {
    // The second letter is Cyrillic.
    expect(safeUrl('https://g\u0456t.example.com/a')).toBe(
      'https://xn--gt-hoc.example.com/a',
    );
  });

  it.each([
    [`${SCRIPT}alert(1)`],
    [`${SCRIPT.toUpperCase()}alert(1)`],
    [`JaVaScRiPt${':'}alert(1)`],
    [` ${SCRIPT}alert(1)`],
    [` \t${SCRIPT}alert(1)`],
    [`\u0001${SCRIPT}alert(1)`],
    [`java\n${SCRIPT.slice(4)}alert(1)`],
    [`Label | ${SCRIPT}alert(1)`],
    [`https://git.example.com | ${SCRIPT}alert(1)`],
    [`${SCRIPT}//https://git.example.com/%0aalert(1)`],
    ['https://git.example.com/\u202Egnp.exe'],
    ['https://git.example.com/a b'],
    ['https://git.example.com/\u200b'],
    ['https://git.example.com/\u00a0'],
    ['https://git.example.com/\ud800'],
    ['https://git.example.com/\0'],
    ['ht\ttps://git.example.com'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:msgbox(1)'],
    ['blob:https://git.example.com/1'],
    ['view-source:https://git.example.com'],
    ['file:///etc/passwd'],
    ['mailto:a@example.com'],
    ['//git.example.com/a'],
    ['\\\\git.example.com\\a'],
    ['/fleet'],
    ['https:/git.example.com/a'],
    ['https:git.example.com/a'],
    ['https:///git.example.com/a'],
    ['https://\\git.example.com/a'],
    ['git@git.example.com:payments/config.git'],
    ['ssh://git@git.example.com/payments/config.git'],
    ['oci://registry.example.com/charts'],
    ['https://user:secret@git.example.com/a'],
    ['https://token@git.example.com/a'],
    ['https://ok@evil.example'],
    ['https://@evil.example'],
    ['https://:@evil.example'],
    ['https://git.example.com\\@evil.example/a'],
    ['https://'],
    ['https://?'],
    ['https://['],
    [''],
    [undefined],
    [`https://git.example.com/${'a'.repeat(3000)}`],
    // Within the bound as it is written, and beyond it as it is sent.
    [`https://git.example.com/${'ä'.repeat(1000)}`],
  ])('holds %j back', address => {
    expect(safeUrl(address)).toBeUndefined();
  });
});
