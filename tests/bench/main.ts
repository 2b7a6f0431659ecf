/**
 * `npm run -s bench -- awake|content|desk|faults|open|history|issuer|sign-in|size|scan|hostile --json
 * [--quick] [--count N]`: figures and ratios, one JSON object each.
 */
import { parseArgs } from 'node:util'

export type BenchOptions = {
  /** A smaller run of the same, in under a minute. */
  quick: boolean
  /** Hostile inputs; tries of each kind of fault. */
  count?: number
  /** Sample indices of the scanner's frames, as FROM-TO. */
  frames?: string
}

const benches: Record<string, (options: BenchOptions) => Promise<unknown>> = {
  awake: async (options) => (await import('./browser/awake.ts')).benchAwake(options),
  open: async (options) => (await import('./browser/open.ts')).benchOpen(options),
  faults: async (options) => (await import('./browser/faults.ts')).benchFaults(options),
  history: async (options) => (await import('./browser/history.ts')).benchHistory(options),
  issuer: async (options) => (await import('./issuer/issuer.ts')).benchIssuer(options),
  'sign-in': async (options) => (await import('./issuer/sign-in.ts')).benchSignIn(options),
  desk: async (options) => (await import('./browser/desk.ts')).benchDesk(options),
  content: async (options) => (await import('./content/content.ts')).benchContent(options),
  size: async () => (await import('./browser/size.ts')).benchSize(),
  scan: async (options) => (await import('./scan/scan.ts')).benchScan(options),
  hostile: async (options) => (await import('./hostile/hostile.ts')).benchHostile(options),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    frames: { type: 'string' },
    count: { type: 'string' },
  },
})
const [name = ''] = positionals
const bench = benches[name]
if (bench === undefined) {
  console.error(`Which benchmark? ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const figures = await bench({
  quick: values.quick,
  ...(values.frames ? { frames: values.frames } : {}),
  ...(values.count ? { count: Number(values.count) } : {}),
})
console.log(values.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2))
