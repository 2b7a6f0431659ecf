/** `npm run -s bench -- open|history|issuer|sign-in|size|scan --json [--quick]`: figures and ratios, one JSON object each. */
import { parseArgs } from 'node:util'

export type BenchOptions = {
  /** A smaller run of the same, in under a minute. */
  quick: boolean
  /** Sample indices of the scanner's frames, as FROM-TO. */
  frames?: string
}

const benches: Record<string, (options: BenchOptions) => Promise<unknown>> = {
  open: async (options) => (await import('./open.ts')).benchOpen(options),
  history: async (options) => (await import('./history.ts')).benchHistory(options),
  issuer: async (options) => (await import('./issuer.ts')).benchIssuer(options),
  'sign-in': async (options) => (await import('./sign-in.ts')).benchSignIn(options),
  size: async () => (await import('./size.ts')).benchSize(),
  scan: async (options) => (await import('./scan.ts')).benchScan(options),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    frames: { type: 'string' },
  },
})
const [name = ''] = positionals
const bench = benches[name]
if (bench === undefined) {
  console.error(`Which benchmark? ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const figures = await bench({ quick: values.quick, ...(values.frames ? { frames: values.frames } : {}) })
console.log(values.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2))
