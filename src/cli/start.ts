/** `npm start`: builds the app if its sources are newer than the build, then runs the issuer with its demo registry. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const built = 'dist/service-worker.js'
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

function findNewest(path: string): number {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => findNewest(join(path, name))))
}

const isFresh = existsSync(built) && Math.max(...sources.map(findNewest)) <= statSync(built).mtimeMs
if (!isFresh) {
  const outcome = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (outcome.status !== 0) process.exit(outcome.status ?? 1)
}
await import('../issuer/main.ts')
