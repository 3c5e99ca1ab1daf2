import type { z } from 'zod';
import type { environmentSchema } from './environment-schema.js';

type Environment = z.output<typeof environmentSchema>;

/** A setting that is right by itself and cannot be used beside the others. */
interface SettingConflict {
  readonly name: keyof Environment;
  readonly reason: string;
}

const JWT_KEYS = ['JWT_JWKS_URL', 'JWT_PUBLIC_KEY', 'JWT_SECRET'] as const;
const NEEDED_WITH_JWT = ['JWT_ISSUER', 'JWT_AUDIENCE', 'PICTURE_SIGNING_SECRET'] as const;

/** Every setting that contradicts another one; none when the server can start. */
export function settingConflicts(env: Environment): SettingConflict[] {
  return [...accessConflicts(env), ...sizeConflicts(env)];
}

function* accessConflicts(env: Environment): Generator<SettingConflict> {
  if (env.AUTH === 'none') {
    const open = env.NODE_ENV === 'production' || !isLoopback(env.HOST);
    if (open && !env.AUTH_NONE_ACCEPTED) {
      yield {
        name: 'AUTH',
        reason:
          'none lets every client read and delete everything, so it is refused in production and on a HOST that others ' +
          'can reach; set AUTH=jwt, or AUTH_NONE_ACCEPTED=true if a gateway in front authenticates clients',
      };
    }
    return;
  }
  const keys = JWT_KEYS.filter((name) => env[name] !== undefined);
  if (keys.length !== 1) {
    yield { name: 'AUTH', reason: `jwt needs exactly one of ${JWT_KEYS.join(', ')}` };
  }
  for (const name of NEEDED_WITH_JWT) {
    if (env[name] === undefined) yield { name, reason: 'is required with AUTH=jwt' };
  }
}

function* sizeConflicts(env: Environment): Generator<SettingConflict> {
  if (env.UPLOADS_IN_FLIGHT_MB < env.MAX_UPLOAD_MB) {
    yield {
      name: 'UPLOADS_IN_FLIGHT_MB',
      reason: 'must be at least MAX_UPLOAD_MB, or the largest upload never fits',
    };
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
