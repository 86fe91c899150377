import { plainAddress } from './plainAddress';

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::FFFF:7f00:1', '127.0.0.1'],
  ['0:0:0:0:0:ffff:169.254.169.254', '169.254.169.254'],
  ['::1', '::1'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['2001:db8::ffff:a00:1', '2001:db8::ffff:a00:1'],
])('%s is %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});
