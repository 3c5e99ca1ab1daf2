import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair } from 'jose';

/** A local identity provider that publishes its keys. */
export interface KeySetServer {
  /** What the server under test takes as JWT_JWKS_URL. */
  readonly url: string;
  /** How many times the key set was fetched. */
  fetched(): number;
  /** Publishes a new key in place of all earlier ones. @returns the half that signs. */
  rotate(kid: string): Promise<GenerateKeyPairResult['privateKey']>;
  /** From now on every request is answered so. */
  answerWith(status: number, body: string): void;
  stop(): Promise<void>;
}

/** Starts one on a free loopback port, with no keys yet. */
export async function startKeySetServer(): Promise<KeySetServer> {
  let [status, body] = [200, JSON.stringify({ keys: [] })];
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched++;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return {
    url: `http://127.0.0.1:${address.port}/keys`,
    fetched: () => fetched,
    rotate: async (kid) => {
      const { publicKey, privateKey } = await generateKeyPair('ES256');
      body = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] });
      return privateKey;
    },
    answerWith: (newStatus, newBody) => {
      [status, body] = [newStatus, newBody];
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
