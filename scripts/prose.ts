import { globSync, readFileSync } from 'node:fs';
import { TextlintKernel, type TextlintKernelOptions } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import terminology from 'textlint-rule-terminology';
import { proseOfSource } from './prose-of-source.js';

/**
 * Checks the English of documents, messages and comments against `prose/terms.json`: each entry is a pattern to avoid
 * and the plainer words. Code in Markdown is skipped.
 */
const { include, exclude, terms } = JSON.parse(readFileSync('prose/terms.json', 'utf8')) as {
  include: string[];
  exclude: string[];
  terms: (string | [string, string])[];
};

const options: TextlintKernelOptions = {
  ext: '.md',
  plugins: [{ pluginId: 'markdown', plugin: markdown.default }],
  rules: [{ ruleId: 'terminology', rule: terminology, options: { defaultTerms: false, terms, skip: [] } }],
};

const kernel = new TextlintKernel();
let problems = 0;
for (const path of globSync(include, { exclude }).sort()) {
  const text = readFileSync(path, 'utf8');
  const prose = /\.tsx?$/.test(path) ? proseOfSource(text) : text;
  const { messages } = await kernel.lintText(prose, { ...options, filePath: path });
  problems += messages.length;
  for (const { loc, message } of messages) console.error(`${path}:${loc.start.line}: ${message}`);
}
if (problems > 0) {
  console.error(`${problems} unclear words. prose/terms.json lists them with the plainer ones.`);
  process.exitCode = 1;
}
