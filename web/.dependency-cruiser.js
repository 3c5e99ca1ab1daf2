/** Who may import whom in the front end. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/**
 * What each folder of `src/` may import besides itself, from the ground up. Nothing else is allowed: a new folder or a new
 * import between folders is written down here first. `main.tsx` and `app.tsx` put the folders together and are imported by
 * none of them.
 */
const FOLDERS = {
  api: [],
  page: ['api'],
  upload: ['api', 'page'],
  // It owns how a score is drawn and named.
  result: ['api', 'page'],
  // Both show results.
  compare: ['api', 'page', 'result'],
  history: ['api', 'page', 'result'],
};

const folders = Object.keys(FOLDERS);
const unlisted = folders.map((folder) =>
  never(
    `${folder}-imports-what-is-listed`,
    { path: `^web/src/${folder}/` },
    { path: '^web/', pathNot: `^web/(node_modules|src/(${[folder, ...FOLDERS[folder]].join('|')}))/` },
    `What ${folder} may import is listed in FOLDERS.`,
  ),
);

export default {
  forbidden: [
    never(
      'not-to-unlisted',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
      'Every package is listed in package.json.',
    ),
    never('not-to-unresolvable', {}, { couldNotResolve: true }, 'Every import exists.'),
    ...unlisted,
    never(
      'every-folder-is-listed',
      { path: '^web/src/.+/', pathNot: `^web/src/(${folders.join('|')})/` },
      {},
      'See FOLDERS.',
    ),
    never('not-circular', { path: '^web/src/' }, { circular: true }, 'Also where only a type is imported.'),
    never(
      'a-client-like-any-other',
      { path: '^web/src/' },
      { path: '^(src|tests|demo|bench|fuzz|scripts)/' },
      'It knows nothing of the server but schema/, out of which its types are generated.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'web/tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      conditionNames: ['import', 'browser', 'default'],
      exportsFields: ['exports'],
      // Some packages hold nothing but types.
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
