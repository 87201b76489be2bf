import { readFileSync } from 'node:fs'

/* The table of rooms in docs/ARCHITECTURE.md as rules: what each room may import. Anything not listed is forbidden. */

const packages = (...names) => names.map(name => `node_modules/${name}/`)
const core = (...rooms) => rooms.map(room => `^src/core/${room}(?:/|$)`)
const errors = '^src/core/errors\\.ts$'
const messages = '^src/messages/generated/'
const errorText = '^src/messages/(?:error|reason|finding)-text\\.ts$'

/** A room may import itself, what is listed, and nothing else. */
const room = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { pathNot: [from, ...to] },
})

/** The same, with Node's own modules. */
const roomWithNode = (name, from, to, comment) => {
  const rule = room(name, from, to, comment)
  return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } }
}

const pure = [...core('model', 'text'), errors]
const parsers = packages(
  'parse5',
  'parse5-htmlparser2-tree-adapter',
  'css-select',
  'domutils',
  'domhandler',
  'dom-serializer',
)

/** What the list of engines names: a file each, or a folder with all that is in it. */
function engineModules() {
  const list = ['index.ts', 'list.ts']
    .map(name => readFileSync(new URL(`src/core/engines/${name}`, import.meta.url), 'utf8'))
    .join('\n')
  return [...list.matchAll(/^(?:import|export) \{[^}]*\} from '\.\/([^']+)'/gm)]
    .map(([, file]) => file)
    .map(file => `^src/core/engines/${file.endsWith('/index.ts') ? file.slice(0, -'index.ts'.length) : `${file}$`}`)
}

export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      severity: 'error',
      comment: 'an import that resolves to nothing',
      from: {},
      to: { couldNotResolve: true },
    },
    room('model', '^src/core/model/', packages('zod'), 'what a library is: schemas and types'),
    room('contract', '^src/core/contract/', [...core('model'), errors, ...packages('zod')], 'the boundary'),
    room('errors', errors, [], 'the error tree needs nothing'),
    room(
      'text',
      '^src/core/text/',
      [
        ...core('model'),
        errors,
        ...parsers,
        ...packages('@exodus/bytes', 'chardet', 'chrono-node', 'diff', 'opencc-js', 'pinyin-pro'),
      ],
      'pure text',
    ),
    room('clean', '^src/core/clean/', [...pure, ...parsers], 'noise and markup out'),
    room(
      'engines',
      '^src/core/engines/',
      [...pure, ...core('clean'), ...parsers, ...packages('zod')],
      'forum engines; zod checks declared rules',
    ),
    {
      name: 'engines-alone',
      severity: 'error',
      comment: 'an engine takes what engines share, never another engine; only the list knows them all',
      from: { path: '^src/core/engines/(?!(?:index|list)\\.ts)([^/]+?)(?:/|\\.ts$)' },
      to: { path: engineModules(), pathNot: '^src/core/engines/$1(?:/|\\.ts$)' },
    },
    room('search', '^src/core/search/', [...pure, ...packages('minisearch')], 'query language, ranking, suggestions'),
    room(
      'export',
      '^src/core/export/',
      [...pure, ...core('clean'), ...parsers, messages],
      'a thread as text, page or print',
    ),
    roomWithNode(
      'intake',
      '^src/core/intake/',
      [
        ...pure,
        ...parsers,
        ...packages('@zip\\.js/zip\\.js', '@zone-eu/mailsplit', 'warcio', 'better-sqlite3', '@types/[^/]+'),
      ],
      'containers: bytes in, saved pages out',
    ),
    roomWithNode(
      'store',
      '^src/core/store/',
      [...pure, ...core('contract'), ...packages('better-sqlite3', '@types/better-sqlite3', 'zod')],
      'SQL lives here only',
    ),
    {
      name: 'store-takes-contract-types',
      severity: 'error',
      comment: 'questions are typed by the contract; its schemas stay at the boundary',
      from: { path: '^src/core/store/' },
      to: { path: core('contract'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-knows-no-host',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        path: ['^src/(?:main|cli|web|renderer|preload|worker)/', 'node_modules/(?:electron|svelte|hono|commander)/'],
      },
    },
    {
      name: 'engines-stay-behind-the-library',
      severity: 'error',
      from: { path: '^src/(?:main|cli|web|renderer|preload)/' },
      to: { path: '^src/core/(?:engines|intake|store|clean)/' },
    },
    {
      name: 'hosts-apart',
      severity: 'error',
      from: { path: '^src/(main|web)/' },
      to: { path: '^src/(?:main|cli|web|renderer|preload)/', pathNot: '^src/$1/' },
    },
    {
      name: 'cli-apart',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/(?:main|renderer|preload)/' },
    },
    {
      name: 'cli-serves',
      severity: 'error',
      comment: 'the command line starts the web host, its window and its printer; nothing else of it',
      from: { path: '^src/cli/' },
      to: { path: '^src/web/', pathNot: '^src/web/(?:server|pdf-printer|app-window|chromium|opener)\\.ts$' },
    },
    {
      name: 'worker',
      severity: 'error',
      from: { path: '^src/worker/' },
      to: { path: '^src/', pathNot: '^src/(?:core|worker)/' },
    },
    {
      name: 'preload-is-types',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { pathNot: ['^src/preload/', 'electron', '^src/core/contract/'] },
    },
    {
      name: 'preload-runs-nothing',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: {
        path: '^src/',
        pathNot: ['^src/renderer/', messages, errorText, ...core('text', 'contract', 'model'), errors],
      },
    },
    {
      name: 'renderer-takes-types',
      severity: 'error',
      comment: 'zod stays out of the screens: contract and model give them types only',
      from: { path: '^src/renderer/' },
      to: { path: core('contract', 'model'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-draws-only',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/renderer/(?:state|api|features)/' },
    },
    {
      name: 'features-to-state-to-api',
      severity: 'error',
      from: { path: '^src/renderer/(?:state|api)/' },
      to: { path: '^src/renderer/(?:features|ui)/' },
    },
    {
      name: 'api-is-below-state',
      severity: 'error',
      from: { path: '^src/renderer/api/' },
      to: { path: '^src/renderer/state/' },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: messages },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'require', 'node', 'default'],
    },
    combinedDependencies: false,
  },
}
