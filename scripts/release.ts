import { release } from './release-files.js';

/** `npm run release -- 1.2.3` */
const [version] = process.argv.slice(2);
if (!version) throw new Error('Say which version: npm run release -- 1.2.3');
await release('.', version, new Date().toISOString().slice(0, 10));
console.log(`This is ${version} now. Run .ci/run, commit and tag.`);
