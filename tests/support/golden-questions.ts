import { isDeepStrictEqual } from 'node:util';
import type { JudgeContext } from '../../src/judgement/judge.js';
import { PROMPT_VERSION, promptVersionFor, questionVersionFor } from '../../src/judgement/prompt.js';
import { repairMessages } from '../../src/model/repair.js';
import type { Rubric } from '../../src/scoring/rubric.js';
import type { FakeGroq } from './fake-groq.js';
import type { ChatRequest } from './fake-groq-request.js';
import type { Golden } from './golden-file.js';
import { JSON_MODE, judgeUnderTest, patience, STRICT } from './judge-under-test.js';

const TITLE = 'I "built" a boat';
const AUDIENCE = 'woodworkers';

/** What a client can say of a video. */
const CONTEXTS: readonly JudgeContext[] = [
  { title: TITLE, audience: AUDIENCE },
  { title: TITLE, audience: null },
  { title: null, audience: AUDIENCE },
  { title: null, audience: null },
  { title: 'Ich baue\nein Boot 🚤', audience: '船の「大工」' },
];

/** What a check of a reply may find; its words are no part of the prompt. */
const PROBLEMS = ['the whole reply: is not one JSON object', 'summary: is missing'];

/** One file for each rubric: the whole requests of every way in which this version of the prompt asks. */
export async function questionGolden(rubric: Rubric, groq: FakeGroq): Promise<Golden> {
  const bodies: ChatRequest[] = [];
  for (const context of CONTEXTS) bodies.push(...(await asked(rubric, groq, context, STRICT, 1)));
  for (const context of CONTEXTS) bodies.push(...(await asked(rubric, groq, context, JSON_MODE, 1)));
  for (const passes of [2, 3]) bodies.push(...(await asked(rubric, groq, CONTEXTS[0]!, STRICT, passes)));
  return {
    path: `tests/judgement/golden/prompt-${PROMPT_VERSION}/rubric-${rubric.version}.json`,
    content: {
      promptVersion: promptVersionFor(rubric),
      questionVersions: [1, 2, 3].map((passes) => questionVersionFor(rubric, passes)),
      requests: bodies.map(readable),
      repairs: ['', 'no JSON'].map((reply) => repairMessages(reply, PROBLEMS)),
    },
  };
}

/** What reaches the provider, in the order of the passes. */
async function asked(
  { criteria }: Rubric,
  groq: FakeGroq,
  context: JudgeContext,
  model: string,
  passes: number,
): Promise<ChatRequest[]> {
  const before = groq.requests.length;
  const { judge } = judgeUnderTest(groq, { models: [model], passes });
  // What becomes of the reply is no part of the question.
  await judge.judge({ picture: Buffer.from('a picture'), context, criteria }, patience()).catch(() => null);
  return groq.requests
    .slice(before)
    .map(({ body }) => body)
    .sort((a, b) => (a.seed ?? 0) - (b.seed ?? 0));
}

/**
 * With texts as lines, so that a diff shows the words that changed; what an earlier request said already is named.
 * Without the model, which a judgement names by itself, and without the bound of its tokens, which changes no words.
 */
function readable(request: ChatRequest, index: number, all: readonly ChatRequest[]) {
  const { messages, model: _model, max_completion_tokens: _bound, ...rest } = request;
  const said = messages.map(({ role, content }, at) => {
    const before = all.findIndex((other) => isDeepStrictEqual(other.messages[at]?.content, content));
    if (before < index) return { role, asInRequest: before };
    return { role, content: typeof content === 'string' ? content.split('\n') : content };
  });
  return { ...rest, messages: said };
}
