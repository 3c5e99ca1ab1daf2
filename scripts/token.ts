// Prints a token for development: npm run --silent token -- [subject]
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { subjectSchema } from '../src/access/subject.js';
import { loadConfig } from '../src/config/config.js';

try {
  process.stdout.write(`${await makeToken()}\n`);
} catch (error) {
  process.stderr.write(`There is no token. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function makeToken(): Promise<string> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const subject = subjectSchema.safeParse(positionals[0] ?? 'developer');
  if (!subject.success || positionals.length > 1) {
    throw new Error('Give one subject of 1 to 255 printable ASCII characters: npm run token -- alice');
  }
  const { auth } = loadConfig();
  if (auth.mode !== 'jwt' || auth.key.kind !== 'secret') {
    throw new Error(
      'Set AUTH=jwt and JWT_SECRET, JWT_ISSUER and JWT_AUDIENCE, in the environment or in .env, as for the server: ' +
        'where a key set or a public key verifies tokens, only the owner of the private key can make one.',
    );
  }
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject.data)
    .setIssuer(auth.issuer)
    .setAudience(auth.audience)
    .setIssuedAt()
    .setExpirationTime('12 hours')
    .sign(new TextEncoder().encode(auth.key.secret));
}
