import type { Api } from './api.js';
import { UploadLimitsDocument } from './operations.generated.js';

/** What becomes of a token: the status, and the code where there is one. */
export async function fateOf(token: string, server: Api): Promise<(number | string)[]> {
  const { status, errors } = await server.as(token).send(UploadLimitsDocument);
  return [status, ...errors.map(({ extensions }) => extensions.code)];
}

export const COME_IN = [200];
export const STAY_OUT = [401, 'UNAUTHENTICATED'];
