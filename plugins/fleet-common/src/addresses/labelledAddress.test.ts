import { labelledAddress } from './labelledAddress';

const SCRIPT = ['java', 'script:'].join('');

describe('labelledAddress', () => {
  it.each([
    ['https://d.example.com/x', { url: 'https://d.example.com/x' }],
    [
      'Dashboard | https://d.example.com/x',
      { label: 'Dashboard', url: 'https://d.example.com/x' },
    ],
    [
      'A | B|https://d.example.com/x',
      { label: 'A | B', url: 'https://d.example.com/x' },
    ],
    [' | https://d.example.com/x', { url: 'https://d.example.com/x' }],
    [
      `${SCRIPT}alert(1) | https://d.example.com/x`,
      { label: `${SCRIPT}alert(1)`, url: 'https://d.example.com/x' },
    ],
  ])('takes %j apart', (text, expected) => {
    expect(labelledAddress(text)).toEqual(expected);
  });

  it.each([
    `Label | ${SCRIPT}alert(1)`,
    `https://d.example.com | ${SCRIPT}alert(1)`,
    'Label | https://ok@evil.example',
    'Label | //evil.example',
    'Label |',
    '',
    `${'x'.repeat(1_000_000)} | https://d.example.com`,
  ])('has no address for %s', text => {
    expect(labelledAddress(text)).toBeUndefined();
  });
});
