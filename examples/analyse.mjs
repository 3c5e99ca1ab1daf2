// Sends one picture to the API, and prints its score and what to change first:
//
//   node examples/analyse.mjs PICTURE [URL]
//
// It needs Node 24 and no package. URL is the GraphQL address of the API; without one, it is that of `npm start`.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

const [picture, url = 'http://127.0.0.1:4000/graphql'] = process.argv.slice(2);

const QUERY = `mutation ($file: Upload!) {
  analyzeThumbnail(file: $file) {
    score
    status
    findings { severity message suggestion }
    judgeFailure { code message }
  }
}`;

try {
  if (!picture) throw new Error('Usage: node examples/analyse.mjs PICTURE [URL]');
  print(await analyse(picture));
} catch (error) {
  // Programs read the code, people the message. That of a connection that failed is in the error's cause.
  const code = error.code ?? error.cause?.code;
  console.error(code ? `${error.message} (${code})` : error.message);
  process.exitCode = 1;
}

/** The analysis of a file; throws an error with message and code when the API refuses it. */
async function analyse(path) {
  // A GraphQL multipart request. The order matters: the file comes last.
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: QUERY, variables: { file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', await openAsBlob(path), basename(path));

  const response = await fetch(url, {
    method: 'POST',
    // Every upload needs this header. `fetch` adds the Content-Type, with the boundary of the form.
    headers: { 'Apollo-Require-Preflight': 'true' },
    body: form,
  });
  const { data, errors } = await response.json();
  // A refusal has the same form whatever its HTTP status is.
  if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions.code });
  return data.analyzeThumbnail;
}

function print({ score, status, findings, judgeFailure }) {
  console.log(`Score: ${score} of 100, ${status}`);
  // Without a model, the score is made of what was measured.
  if (judgeFailure) console.log(`Not judged: ${judgeFailure.message} (${judgeFailure.code})`);
  // The API sorts findings: the first one is the most important.
  for (const { severity, message, suggestion } of findings.slice(0, 3)) {
    console.log(`${severity}: ${message} ${suggestion}`);
  }
}
