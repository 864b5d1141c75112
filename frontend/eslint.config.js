import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The layers, lowest first. A layer imports only from those that its line
 * names; `views` may know everything.
 */
const layers = {
  lib: [],
  ui: ['lib'],
  backend: ['lib'],
  commands: ['ui', 'lib'],
  editor: ['ui', 'lib'],
  forms: ['backend', 'ui', 'lib'],
  workspace: ['backend', 'commands', 'ui', 'lib'],
  drawing: ['workspace', 'backend', 'ui', 'lib'],
  features: ['drawing', 'workspace', 'forms', 'backend', 'commands', 'editor', 'ui', 'lib'],
};

const features = [
  'library',
  'evidence',
  'timeline',
  'document',
  'actions',
  'debrief',
  'history',
  'merging',
  'sharing',
  'settings',
];

const generated = {
  group: ['**/generated/**'],
  message: 'Only src/backend may know the generated types; take them from its types.',
};

const seam = {
  group: ['**/backend/wails', '**/backend/bridge', '**/backend/remote'],
  message: 'Ask for the Backend from context; only src/backend and the tests choose one.',
};

function restrict(files, patterns) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const layerRules = Object.entries(layers).map(([layer, allowed]) => {
  const forbidden = [...Object.keys(layers), 'views'].filter(
    (other) => other !== layer && !allowed.includes(other),
  );
  const patterns = [
    {
      group: forbidden.map((other) => `**/${other}/**`),
      message: `${layer} may import only: ${allowed.join(', ') || 'libraries'}.`,
    },
  ];
  if (layer !== 'backend') patterns.push(generated, seam);
  return restrict([`src/${layer}/**/*.{ts,svelte}`], patterns);
});

const featureRules = features.map((feature) =>
  restrict(
    [`src/features/${feature}/**/*.{ts,svelte}`],
    [
      { group: ['**/views/**'], message: 'A feature knows nothing of the views that compose it.' },
      {
        group: features.filter((other) => other !== feature).map((other) => `**/${other}/**`),
        message: 'A feature never imports another feature; compose them in views.',
      },
      generated,
      seam,
    ],
  ),
);

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/backend/generated', 'test-results'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  { files: ['*.config.{js,ts}', 'e2e/**'], languageOptions: { globals: { ...globals.node } } },
  {
    rules: {
      // TypeScript resolves names better than this rule does.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      // The one place that may show HTML is ui/SafeHtml.svelte, which says so.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'off',
      // State is replaced, never changed in place, so a Date, Map or Set is a plain value.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
    },
  },
  ...layerRules,
  ...featureRules,
  restrict(['src/views/**/*.{ts,svelte}', 'src/main.ts'], [generated]),
  {
    // Tests stand outside the layers: they may choose a backend.
    files: ['src/**/*.test.ts', 'src/testing/**'],
    rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
