import { FleetClient, FleetResponseError } from './FleetClient';

function clientAnswering(status: number, body: string, contentType: string) {
  const requests: Request[] = [];
  const client = new FleetClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal.example/api/${id}`,
    },
    fetchApi: {
      fetch: async input => {
        requests.push(input as Request);
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
