import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/**
 * Fails when a shipped package has a known vulnerability. Some registries have no audit service: then nothing can
 * be said, and this says so in plain sight instead of failing or keeping quiet.
 */
const answer = z.union([
  z.object({ metadata: z.object({ vulnerabilities: z.object({ total: z.int() }) }) }),
  z.object({ statusCode: z.int() }).or(z.object({ error: z.unknown() })),
]);

const audit = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const report = answer.parse(JSON.parse(audit.stdout));

if (!('metadata' in report)) {
  console.warn('NOT AUDITED: this registry answers no questions about vulnerabilities.');
} else if (report.metadata.vulnerabilities.total > 0) {
  spawnSync('npm', ['audit', '--omit=dev'], { stdio: 'inherit' });
  process.exitCode = 1;
} else {
  console.log('No shipped package has a known vulnerability.');
}
