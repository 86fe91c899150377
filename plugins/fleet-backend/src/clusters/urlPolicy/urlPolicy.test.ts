import fc from 'fast-check';
import {
  addressJudge,
  AllowList,
  badAllowEntry,
  classifyAddress,
  judgeServer,
  type AddressClass,
} from './index';

const STRICT = { allowPrivate: false, allow: [] };
const OWN = { allowPrivate: true, allow: [] };

describe('classifyAddress', () => {
  it.each<[string, AddressClass]>([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.1.2.3', 'private'],
    ['172.15.255.255', 'public'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.128.0.1', 'public'],
    ['fd12:3456::1', 'private'],
    ['fec0::1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['169.254.170.2', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['0.0.0.0', 'reserved'],
    ['0.1.2.3', 'reserved'],
    ['::', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['ff02::1', 'reserved'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'reserved'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['::ffff:0:10.0.0.1', 'private'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['64:ff9b:1::10.0.0.1', 'private'],
    ['64:ff9b:1:7f00:0:100:808:808', 'private'],
    ['2002:7f00:1::', 'loopback'],
    ['2002:a9fe:a9fe::1', 'metadata'],
    ['2002:808:808::1', 'public'],
    ['', 'reserved'],
    ['localhost', 'reserved'],
    ['127.1', 'reserved'],
  ])('%s is %s', (address, expected) => {
    expect(classifyAddress(address)).toBe(expected);
  });

  it('sees through every form in which IPv6 holds an IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), plain => {
        const [a, b, c, d] = plain.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(
          16,
        )}`;
        const expected = classifyAddress(plain);
        expect(classifyAddress(`::ffff:${plain}`)).toBe(expected);
        expect(classifyAddress(`::ffff:${hex}`)).toBe(expected);
        expect(classifyAddress(`64:ff9b::${hex}`)).toBe(expected);
        expect(classifyAddress(`2002:${hex}::1`)).toBe(expected);
      }),
    );
  });

  it('never takes text that is no address for a public one', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!/^[\d.:a-fA-F%]+/.test(text));
        expect(classifyAddress(text)).toBe('reserved');
      }),
    );
  });
});

describe('AllowList', () => {
  it.each([
    ['10.0.0.0/8', '10.9.8.7', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['::1', '::1', true],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe80::1', false],
  ])('%s allows the address %s: %s', (entry, address, expected) => {
    expect(AllowList.create([entry]).allowsAddress(address)).toBe(expected);
  });

  it.each([
    ['api.corp.example', 'API.corp.example.', true],
    ['api.corp.example', 'x.api.corp.example', false],
    ['*.corp.example', 'a.b.corp.example', true],
    ['*.corp.example', 'corp.example', false],
    ['*.corp.example', 'evilcorp.example', false],
    ['localhost', 'localhost', true],
  ])('%s allows the host %s: %s', (entry, host, expected) => {
    expect(AllowList.create([entry]).allowsHost(host)).toBe(expected);
  });

  it.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    'a b',
    '*',
    '1.2.3',
    'https://x',
    '',
  ])('takes no %p', entry => {
    expect(badAllowEntry(entry)).toEqual(expect.any(String));
    expect(() => AllowList.create([entry])).toThrow();
  });
});

describe('addressJudge', () => {
  it('tells the key that would allow it', () => {
    expect(addressJudge(STRICT)('10.0.0.7', 'api.corp.example')).toEqual({
      allowed: false,
      reason:
        "10.0.0.7 (of 'api.corp.example') is a private address; add 'api.corp.example' or a range with it to fleet.network.allow if that is meant",
    });
  });

  it.each([
    ['10.0.0.7', OWN, true],
    ['10.0.0.7', STRICT, false],
    ['10.0.0.7', { allowPrivate: false, allow: ['10.0.0.0/24'] }, true],
    ['10.0.0.7', { allowPrivate: false, allow: ['api.example'] }, true],
    ['127.0.0.1', OWN, false],
    ['127.0.0.1', { allowPrivate: false, allow: ['127.0.0.0/8'] }, true],
    ['169.254.7.7', OWN, false],
    ['169.254.7.7', { allowPrivate: true, allow: ['169.254.7.7'] }, true],
    ['169.254.169.254', { allowPrivate: true, allow: ['0.0.0.0/0'] }, false],
    ['169.254.169.254', { allowPrivate: true, allow: ['api.example'] }, false],
    ['::ffff:169.254.169.254', { allowPrivate: true, allow: ['::/0'] }, false],
    ['0.0.0.0', { allowPrivate: true, allow: ['0.0.0.0/0'] }, false],
    ['8.8.8.8', STRICT, true],
  ])('%s under %j is allowed: %s', (address, policy, allowed) => {
    expect(addressJudge(policy)(address, 'api.example').allowed).toBe(allowed);
  });

  it('lets nobody to a metadata service, whatever is allowed', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.subarray(['0.0.0.0/0', '::/0', '*.internal', '169.254.0.0/16']),
        fc.constantFrom(
          '169.254.169.254',
          '::ffff:a9fe:a9fe',
          '64:ff9b::a9fe:a9fe',
          '2002:a9fe:a9fe::',
          'fd00:ec2::254',
        ),
        (allowPrivate, allow, address) => {
          expect(
            addressJudge({ allowPrivate, allow })(address, 'x.internal')
              .allowed,
          ).toBe(false);
        },
      ),
    );
  });
});

describe('judgeServer', () => {
  const strict = (server: string, allow: string[] = []) =>
    judgeServer(server, { allowPrivate: false, allow }, { encrypted: true })
      .allowed;
  const own = (server: string, allow: string[] = []) =>
    judgeServer(server, { allowPrivate: true, allow }, { encrypted: false })
      .allowed;

  it.each([
    'http://2130706433/', // decimal
    'http://0177.0.0.1/', // octal
    'http://0x7f.1/', // hexadecimal, and short
    'http://127.1/',
    'http://[::1]:6443',
    'http://[::ffff:127.0.0.1]',
    'http://localhost:8001',
    'http://LOCALHOST.:8001',
    'https://api.localhost',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0:8001',
    'ftp://api.example',
    'https://user:secret@api.example',
    'https://api.example?x=1',
    'https://api.example#x',
    'api.example',
    '',
  ])("does not take %p, even of the operator's", server => {
    expect(own(server)).toBe(false);
  });

  it("takes private addresses and plain HTTP of the operator's, and of nobody else", () => {
    for (const server of ['https://10.0.0.1:6443', 'http://api.corp.example']) {
      expect(own(server)).toBe(true);
      expect(strict(server)).toBe(false);
    }
    expect(strict('https://10.0.0.1:6443', ['10.0.0.0/8'])).toBe(true);
    expect(strict('http://api.corp.example', ['*.corp.example'])).toBe(true);
    expect(strict('https://api.example')).toBe(true);
  });

  it('takes this machine where it is listed, by address or by name', () => {
    expect(own('http://127.0.0.1:6443', ['127.0.0.0/8'])).toBe(true);
    expect(own('http://localhost:6443', ['localhost'])).toBe(true);
    expect(own('http://localhost:6443', ['127.0.0.0/8'])).toBe(true);
  });
});
