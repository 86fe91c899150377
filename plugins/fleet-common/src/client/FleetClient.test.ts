import { FleetClient, FleetResponseError } from './FleetClient';

function clientAnswering(status: number, body: string, contentType: string) {
  const requests: Request[] = [];
  const client = new FleetClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal.example/api/${id}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        return new Response(body, {
          status,
          headers: { 'content-type': contentType },
        });
      },
    },
  });
  return { client, requests };
}

describe('FleetClient', () => {
  it('repeats a key for each of its values and escapes paths', async () => {
    const { client, requests } = clientAnswering(200, '{}', 'application/json');
    await client.listClusters({ region: ['a b', 'c&d'], limit: 5 });
    await client.getCluster('../x');
    expect(requests.map(request => request.url)).toEqual([
      'http://portal.example/api/fleet/clusters?region=a%20b&region=c%26d&limit=5',
      'http://portal.example/api/fleet/clusters/..%2Fx',
    ]);
  });

  it('sends what the middlewares of a portal can make anew', async () => {
    const sent: { url: string; body: string; type: string | null }[] = [];
    const client = new FleetClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal.example/api' },
      fetchApi: {
        fetch: async (input, init) => {
          // As the one that adds the token and the one that adds the plugin do.
          const first = new Request(input, init);
          const again = new Request(input, init);
          sent.push({
            url: again.url,
            body: await again.text(),
            type: first.headers.get('content-type'),
          });
          return new Response('{"changes":[]}', {
            headers: { 'content-type': 'application/json' },
          });
        },
      },
    });
    const question = { targetId: 'd', action: 'sync' };
    await client.planAction('i/1', question);
    expect(sent).toEqual([
      {
        url: 'http://portal.example/api/instances/i%2F1/actions/plan',
        body: JSON.stringify(question),
        type: 'application/json',
      },
    ]);
  });

  it('asks for promotions, and changes them, where they are', async () => {
    const { client, requests } = clientAnswering(200, '{}', 'application/json');
    const binding = { hash: 'plan1:h', commit: 'c' };
    const stages = { from: 'staging', to: 'production' };
    const component = 'component:default/cart';
    const reason = { reason: 'r' };
    await client.getPipeline(component);
    await client.getPromotionPlan({ component, ...stages });
    await client.listPromotions({ stage: ['a', 'b'], state: ['waiting'] });
    await client.getPromotion('p/1');
    await client.requestPromotion({ component, ...stages, ...binding });
    await client.approvePromotion('p/1', binding);
    await client.overridePromotionGate('p/1', {
      ...binding,
      ...reason,
      gate: 'health',
      wave: 'w',
      seen: [],
    });
    await client.stopPromotion('p/1', reason);
    await client.rollBackPromotion('p/1', reason);
    await client.getPromotionChanges('p/1', { wave: 'a/b/1' });
    await client.notePromotionChange('p/1', {
      ...binding,
      wave: 'a/b/1',
      key: 'k',
      reference: 'https://git.example/1',
    });
    const base = 'http://portal.example/api/fleet/promotions';
    const one = `${base}/p%2F1`;
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${base}/pipeline?component=component%3Adefault%2Fcart`,
      `GET ${base}/plan?component=component%3Adefault%2Fcart&from=staging&to=production`,
      `GET ${base}?stage=a&stage=b&state=waiting`,
      `GET ${one}`,
      `POST ${base}`,
      `POST ${one}/approve`,
      `POST ${one}/override`,
      `POST ${one}/stop`,
      `POST ${one}/roll-back`,
      `GET ${one}/changes?wave=a%2Fb%2F1`,
      `POST ${one}/changes`,
    ]);
  });

  it('fails in the words of the server', async () => {
    const { client } = clientAnswering(
      403,
      JSON.stringify({ error: { name: 'NotAllowedError', message: 'no' } }),
      'application/json',
    );
    await expect(client.getOverview()).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'no',
      status: 403,
    });
  });

  it('fails with the status when the answer is not ours', async () => {
    const { client } = clientAnswering(502, '<html>', 'text/html');
    const failure = client.getOverview();
    await expect(failure).rejects.toBeInstanceOf(FleetResponseError);
    await expect(failure).rejects.toMatchObject({ status: 502 });
  });
});
