import { matchesLabels, parseLabelSelector } from './labelSelector';

const LABELS = { app: 'checkout', tier: 'web', 'app.kubernetes.io/name': 'x' };

describe('a label selector', () => {
  it.each([
    ['app=checkout', true],
    ['app==checkout', true],
    ['app = checkout', true],
    ['app=cart', false],
    ['app!=cart', true],
    ['app!=checkout', false],
    ['missing!=anything', true],
    ['missing=', false],
    ['app=checkout,tier=web', true],
    ['app=checkout,tier=db', false],
    ['tier in (web, db)', true],
    ['tier in (db)', false],
    ['tier in(web)', true],
    ['tier notin (db,cache)', true],
    ['tier notin (web)', false],
    ['missing notin (web)', true],
    ['missing in (web)', false],
    ['app', true],
    ['!app', false],
    ['!missing', true],
    ['missing', false],
    ['app=checkout,tier in (web,db),!legacy', true],
    ['app.kubernetes.io/name=x', true],
    // Only own labels count, whatever they are called.
    ['__proto__', false],
    ['constructor', false],
    ['!constructor', true],
    ['toString!=x', true],
  ])('%s: %s', (selector, expected) => {
    const requirements = parseLabelSelector(selector);
    expect(requirements).toBeDefined();
    expect(matchesLabels(requirements ?? [], LABELS)).toBe(expected);
  });

  it('reads a label that is called like what objects inherit', () => {
    const labels = JSON.parse('{"__proto__":"x"}');
    expect(matchesLabels(parseLabelSelector('__proto__=x') ?? [], labels)).toBe(
      true,
    );
  });

  it.each([
    [''],
    [' '],
    [','],
    ['app=checkout,'],
    ['app=a=b'],
    ['app in web'],
    ['app in (web'],
    ['app in web)'],
    ["app=x' or '1'='1"],
    ['app=x)) or (1=1'],
    ['app gt 5'],
    ['(app=x)'],
    ['=x'],
    ['!'],
    ['!!app'],
    ['a b'],
  ])('that is none selects nothing: %j', selector => {
    expect(parseLabelSelector(selector)).toBeUndefined();
  });

  it('regression: takes no time for a selector that never ends', () => {
    expect(parseLabelSelector(','.repeat(200_000))).toBeUndefined();
    expect(parseLabelSelector(`a${',a'.repeat(100_000)}`)).toBeUndefined();
  });
});
