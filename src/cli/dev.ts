/**
 * `npm run dev`: the app with reload at vite's address, beside an issuer with its demo registry (`PORT`,
 * default 8080). There is no service worker then: what the worker does is tried with `npm start`. Both
 * processes end together.
 */
import { spawn } from 'node:child_process'

const quiet = '--disable-warning=ExperimentalWarning'
const issuer = spawn(process.execPath, [quiet, 'src/issuer/main.ts'], {
  stdio: 'inherit',
  env: { ...process.env, MODE: 'demo' },
})
const app = spawn('vite', [], { stdio: 'inherit' })

const end = () => {
  issuer.kill()
  app.kill()
}
for (const child of [issuer, app]) child.once('exit', end)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
