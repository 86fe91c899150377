import { metadataSchema } from '@fleetview/backstage-plugin-fleet-node';
import { readExpiry } from './readExpiry';

function expiryOf(ttl: string, expiresAt?: string, created = true) {
  return readExpiry(
    metadataSchema.parse({
      ...(created ? { creationTimestamp: '2026-01-12T09:00:00Z' } : {}),
      labels: { 'cleanup.kyverno.io/ttl': ttl },
    }),
    expiresAt,
  );
}

describe('readExpiry', () => {
  it.each([
    ['90s', '2026-01-12T09:01:30Z'],
    ['1h30m', '2026-01-12T10:30:00Z'],
    ['1.5h', '2026-01-12T10:30:00Z'],
    ['2w1d', '2026-01-27T09:00:00Z'],
    ['2026-06-30', '2026-06-30T00:00:00Z'],
    ['2026-06-30T120000Z', '2026-06-30T12:00:00Z'],
  ])('reads %s', (ttl, expected) => {
    expect(expiryOf(ttl)).toBe(expected);
  });

  it.each([
    '',
    'soon',
    '30',
    '-5m',
    '2026-13-45',
    '2026-06-30T12:00:00Z',
    '999999999w',
    '1.2.3h',
  ])("takes '%s' for no end", ttl => {
    expect(expiryOf(ttl)).toBeUndefined();
  });

  it('knows no end of a duration from nobody knows when', () => {
    expect(expiryOf('1h', undefined, false)).toBeUndefined();
  });

  it('takes the first of two ends', () => {
    expect(expiryOf('2026-06-30', '2026-05-01T00:00:00Z')).toBe(
      '2026-05-01T00:00:00Z',
    );
    expect(expiryOf('1d', '2026-05-01T00:00:00Z')).toBe('2026-01-13T09:00:00Z');
    expect(expiryOf('soon', '2026-05-01T00:00:00Z')).toBe(
      '2026-05-01T00:00:00Z',
    );
  });
});
