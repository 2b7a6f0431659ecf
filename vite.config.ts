import { defineConfig } from 'vitest/config'
import { styleTarget, syntaxTarget } from './src/build/browser-floor.ts'
import { chooseRootKeys } from './src/build/root-keys.ts'
import { serviceWorker } from './src/build/service-worker-plugin.ts'
import { slimEngine } from './src/build/slim-engine.ts'
import { demoRoot } from './src/issuer/demo/dangerous-demo-keys.ts'

/** What `npm run dev` starts beside the app. */
const issuer = `http://localhost:${process.env['PORT'] ?? 8080}`

const define = { __ROOT_KEYS__: JSON.stringify(chooseRootKeys(process.env, demoRoot)) }

/** What opens the wallet and its histories in the page, with what is too small for a file of its own. */
const openingParts =
  /src[\\/](app[\\/](open-here|history-texts|today)|wallet[\\/](history[\\/]load-history|database[\\/]web-lock|database[\\/]compare-and-set|session[\\/]preferences)|core[\\/](unnamed|strip-marks))\.ts$/

export default defineConfig({
  define,
  oxc: { jsx: { importSource: 'preact' } },
  plugins: [slimEngine(), serviceWorker({ define })],
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
          // One file for the card path and one for the plain screens: fewer requests, better compression, a shorter list.
          groups: [
            // What loads parts must not come with the card: wake.ts needs it before.
            { name: 'load', test: /vite[\\/]preload-helper|rolldown[\\/]runtime/, priority: 3 },
            { name: 'main', test: /src[\\/]app[\\/]main\.tsx$/, priority: 2 },
            // Without what other screens need.
            {
              name: 'open',
              test: openingParts,
              priority: 1.8,
            },
            // Shared by screens that share no code.
            { name: 'page-styles', test: /src[\\/]app[\\/]styles[\\/]screens\.css$/, priority: 1.8 },
            { name: 'background', test: /src[\\/]app[\\/]background\.ts$/, priority: 1.7 },
            {
              name: 'screens',
              test: /screens[\\/](sign-in|services|readiness|offline-guide)[\\/][\w-]+-screen\.tsx$/,
              priority: 1,
            },
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
    projects: ['unit', 'integration'].map((name) => ({
      extends: true,
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        setupFiles: ['tests/support/console-errors.ts'],
        globalSetup: name === 'integration' ? ['tests/support/issuer/postgres-setup.ts'] : [],
        testTimeout: name === 'unit' ? 15_000 : 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
})
