import { Agent, request } from 'node:http';

/** Clients that each ask again as soon as they are answered. */
export class Load {
  readonly #url: string;
  readonly #body: string;
  readonly #connections: number;
  readonly #agent: Agent;

  constructor(url: string, body: string, connections: number) {
    this.#url = `${url}/graphql`;
    this.#body = body;
    this.#connections = connections;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Requests that were answered in a second. */
  async rate(milliseconds: number): Promise<number> {
    const began = performance.now();
    let answered = 0;
    const client = async () => {
      while (performance.now() - began < milliseconds) {
        await this.ask();
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: this.#connections }, client));
    return (answered * 1000) / (performance.now() - began);
  }

  /** One answer, as text. */
  ask(): Promise<string> {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(this.#body) };
    return new Promise((resolve, reject) => {
      const asked = request(this.#url, { method: 'POST', headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
        });
      });
      asked.on('error', reject);
      asked.end(this.#body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
