import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair } from 'jose';

/** A local identity provider that publishes its keys. */
export interface KeySetServer {
  /** What the server under test takes as JWT_JWKS_URL. */
  readonly url: string;
  /** How many times the key set was fetched. */
  fetched(): number;
  /** Publishes a new key in place of all earlier ones. @returns the half that signs. */
  rotate(kid: string): Promise<GenerateKeyPairResult['privateKey']>;
  /** Publishes these in place of all earlier keys. */
  publish(keys: readonly unknown[]): void;
  /** From now on every request is answered so. */
  answerWith(status: number, body: string): void;
  /** From now on every request is answered by this. */
  answerBy(answer: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

/** Starts one on a free loopback port, with no keys yet. */
export async function startKeySetServer(): Promise<KeySetServer> {
  let answer: (response: ServerResponse) => void;
  const answerWith = (status: number, body: string) => {
    answer = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  const publish = (keys: readonly unknown[]) => answerWith(200, JSON.stringify({ keys }));
  publish([]);
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched++;
    answer(response);
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
      publish([{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }]);
      return privateKey;
    },
    publish,
    answerWith,
    answerBy: (newAnswer) => {
      answer = newAnswer;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
