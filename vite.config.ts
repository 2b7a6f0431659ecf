import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { styleTarget, syntaxTarget } from './src/build/browser-floor.ts'
import { chunkGroup } from './src/build/chunk-group.ts'
import { clientContract } from './src/build/client-contract.ts'
import { firstScript } from './src/build/first-script.ts'
import { laterScreens, listLaterParts } from './src/build/later-areas.ts'
import { laterGroup } from './src/build/later-group.ts'
import type { OfflineDeclarations } from './src/build/offline-files.ts'
import { chooseRootKeys } from './src/build/root-keys.ts'
import { separatePage } from './src/build/separate-page.ts'
import { serviceWorker } from './src/build/service-worker-plugin.ts'
import { slimEngine } from './src/build/slim-engine.ts'
import { languages } from './src/i18n/languages.ts'
import { demoRoot } from './src/issuer/demo/dangerous-demo-keys.ts'

/** What `npm run dev` starts beside the app. */
const issuer = `http://localhost:${process.env['PORT'] ?? 8080}`

/** Several processes on databases of their own, minutes long: `npm run test:cluster`, not `npm test`. */
const clusterTests = ['tests/integration/issuer/cluster*.test.ts']

/** What a test file replaces in modules or globals, or has in a DOM, would be there for the next one. */
const leavesTraces =
  /vi\.(?:mock|doMock|resetModules|stubGlobal|stubEnv|useFakeTimers)\b|@vitest-environment|globalThis|defineProperty|support\/(?:app\/render-screen|browser\/worker-build)/

/** The unit tests that need a worker of their own; empty where a build has no tests beside it. */
const aloneTests = listFiles('tests/unit').filter((file) => leavesTraces.test(readFileSync(file, 'utf8')))

const define = { __ROOT_KEYS__: JSON.stringify(chooseRootKeys(process.env, demoRoot)) }

/** The wallet's. */
const page = 'index.html'

/** What each module of it says of what it loads, once it is read. */
const declared = new Map<string, OfflineDeclarations>()

export default defineConfig({
  define,
  oxc: { jsx: { importSource: 'preact' } },
  plugins: [
    slimEngine(),
    clientContract(),
    firstScript('src/app/first-script.ts'),
    serviceWorker({ define, page, table: 'src/app/routes.tsx', declared }),
    separatePage('src/office-app/office.html'),
    separatePage('src/desk-app/quay.html', {
      define,
      plugins: [slimEngine()],
      hasFirstScreen: true,
      worker: {
        source: 'src/desk-worker/main.ts',
        file: 'quay-worker.js',
        publicFiles: ['trust-list.cose', 'icon.svg', 'icon-192.png', 'icon-512.png'],
      },
    }),
  ],
  worker: { format: 'iife' },
  build: {
    target: syntaxTarget,
    cssTarget: [...styleTarget],
    modulePreload: { polyfill: false },
    // Inlining would need `data:` in the policy, and hides files from the precache list.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file for the card path and one for the plain screens, and one an area of what is kept later:
          // fewer requests, better compression, shorter lists. Each group takes along what its modules need.
          // What the worker keeps does not depend on it, see build/offline-files.ts.
          groups: [
            laterGroup({ page, declared, parts: listLaterParts(languages), screens: laterScreens }),
            // What loads parts must not come with the card: entry.ts needs it before.
            {
              name: 'load',
              test: /vite[\\/]preload-helper|rolldown[\\/]runtime/,
              priority: 3,
            },
            chunkGroup('main', 2, ['src/app/main.tsx']),
            // What opens the wallet and its histories in the page, without what other screens need.
            chunkGroup('open', 1.8, [
              'src/app/wallet/open-wallet-in-page.ts',
              'src/wallet/history/load-history.ts',
              'src/wallet/session/preferences.ts',
            ]),
            // Shared by screens that share no code.
            chunkGroup('page-styles', 1.8, ['src/ui/styles/screens.css']),
            // The reader of long texts: of the history and of every other screen.
            chunkGroup('page-texts', 1.8, ['src/ui/texts', 'node_modules/i18next']),
            chunkGroup('background', 1.7, ['src/app/background.ts']),
            chunkGroup('screens', 1, [
              'src/app/screens/sign-in',
              'src/app/screens/services',
              'src/app/screens/offline-check',
              'src/app/screens/offline-guide',
              // Between the history and the form for reports; a file of its own would be named on the card
              // path.
              'src/app/screens/report/reported-row.ts',
              // Shared by small parts that are all kept at once: a file of its own costs more than it saves.
              'src/core/strip-marks.ts',
              'src/core/unknown-value.ts',
              'src/ui/browser/today.ts',
              'src/core/api/question-contract.ts',
              'src/core/api/report-contract.ts',
              'src/app/components/card-choice.tsx',
              'src/app/forms/use-draft.ts',
              'src/wallet/outbox/drafts.ts',
              'src/wallet/outbox/service-drafts.ts',
            ]),
          ],
        },
      },
      treeshake: {
        moduleSideEffects: [{ test: /node_modules[\\/]@zxing[\\/]/, sideEffects: false }],
      },
    },
  },
  server: { proxy: { '/api': issuer, '/dev': issuer } },
  test: {
    // By itself Vitest leaves one core free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: ['unit', 'unit-alone', 'integration', 'conditions', 'cluster'].map((name) => ({
      extends: true,
      test: {
        name,
        ...findTests(name),
        environment: 'node',
        // What several tests read is loaded once a worker instead of once a file; they leave nothing behind.
        isolate: name !== 'unit' && name !== 'integration',
        // A thread starts in half the time of a process.
        pool: name === 'unit-alone' ? 'threads' : 'forks',
        // Each has databases and issuers of its own, which are enough for a machine.
        fileParallelism: name !== 'cluster',
        setupFiles: ['tests/support/console-errors.ts'],
        globalSetup: name === 'integration' ? ['tests/support/issuer/postgres-setup.ts'] : [],
        // For what hangs, not for what is slow: a busy machine takes ten times as long.
        expect: { poll: { timeout: 60_000 } },
        testTimeout: name === 'cluster' ? 900_000 : 180_000,
        hookTimeout: name === 'cluster' ? 900_000 : 180_000,
      },
    })),
  },
})

/** The files of a project of tests. */
function findTests(project: string): { include: string[]; exclude: string[] } {
  const all = configDefaults.exclude
  if (project === 'cluster') return { include: clusterTests, exclude: all }
  if (project === 'unit-alone') return { include: aloneTests, exclude: all }
  const others = { unit: aloneTests, integration: clusterTests }[project] ?? []
  return { include: [`tests/${project}/**/*.test.{ts,tsx}`], exclude: [...all, ...others] }
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => /\.test\.tsx?$/.test(file)).map((file) => join(folder, file))
}
