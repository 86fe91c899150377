import { createSimulationClock } from '../../clock';
import { FleetSimulator } from '../../FleetSimulator';
import { call } from '../../testing/client';
import { buildHostileDeployment, HostileForm } from './hostile';

describe('hostile objects', () => {
  it.each<[HostileForm, number, RegExp]>([
    ['large', 1_500_000, /"example.com\/blob":"x{100}/],
    ['managed-fields', 10_000_000, /"f:blob":"x{100}/],
    ['labels', 300_000, /"example.com\/label-9999":"9999"/],
    ['deep', 12_000, /(\{"in":){2000}/],
    ['nul', 500, /a\\u0000b/],
    ['surrogates', 500, /a\\ud800b\\udc00/],
    ['proto', 500, /"__proto__":\{"polluted":true/],
    ['numbers', 500, /"replicas":1e\+308/],
  ])(
    '%s: at least %d bytes, and served as it is',
    async (form, least, text) => {
      const simulator = await FleetSimulator.create({
        clock: createSimulationClock(),
        clusters: [{ name: '__proto__' }],
      });
      await simulator.start();
      const cluster = simulator.cluster('__proto__');
      cluster.store.apply(
        buildHostileDeployment({
          form,
          name: 'hostile',
          namespace: 'shop',
          image: 'registry.example/x:1',
        }),
      );
      const answer = await call(`${cluster.url}/apis/apps/v1/deployments`, {
        token: cluster.token,
      });
      await simulator.stop();
      expect(Buffer.byteLength(answer.text)).toBeGreaterThan(least);
      expect(answer.text).toMatch(text);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );
});
