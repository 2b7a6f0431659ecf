/**
 * `npm run -s bench --
 * answers|articles|awake|codes|content|desk|faults|open|history|issuer|payment|pictures|push-inbox|
 * push-queue|push-shown|renewals|requests|scale|services|sign-in|signatures|size|scan|hostile --json
 * [--quick] [--count N] [--only KIND] [--seed N] [--registry NAME]`:
 * figures and ratios, one JSON object each.
 */
import { parseArgs } from 'node:util'

export type BenchOptions = {
  /** A smaller run of the same, in under a minute. */
  quick: boolean
  /** Hostile inputs; tries of each kind of fault. */
  count?: number
  /** One kind of hostile input alone. */
  only?: string
  /** Another one gives other hostile inputs. */
  seed?: number
  /** Sample indices of the scanner's frames, as FROM-TO. */
  frames?: string
  /** A seeded database on the server in `TEST_DATABASE_URL`. */
  registry?: string
}

const benches: Record<string, (options: BenchOptions) => Promise<unknown>> = {
  awake: async (options) => (await import('./browser/awake.ts')).benchAwake(options),
  open: async (options) => (await import('./browser/open.ts')).benchOpen(options),
  faults: async (options) => (await import('./browser/faults.ts')).benchFaults(options),
  history: async (options) => (await import('./browser/history.ts')).benchHistory(options),
  issuer: async (options) => (await import('./issuer/issuer.ts')).benchIssuer(options),
  payment: async (options) => (await import('./payment/payment.ts')).benchPayment(options),
  pictures: async (options) => (await import('./issuer/pictures.ts')).benchPictures(options),
  'push-inbox': async (options) => (await import('./push/push-inbox.ts')).benchPushInbox(options),
  'push-queue': async (options) => (await import('./push/push-queue.ts')).benchPushQueue(options),
  'push-shown': async (options) => (await import('./push/push-shown.ts')).benchPushShown(options),
  codes: async (options) => (await import('./issuer/codes-first.ts')).benchCodesFirst(options),
  'sign-in': async (options) => (await import('./issuer/sign-in.ts')).benchSignIn(options),
  desk: async (options) => (await import('./browser/desk.ts')).benchDesk(options),
  articles: async (options) => (await import('./articles/articles.ts')).benchArticles(options),
  answers: async () => (await import('./answers/answers.ts')).benchAnswers(),
  content: async (options) => (await import('./content/content.ts')).benchContent(options),
  services: async (options) => (await import('./services/services.ts')).benchServices(options),
  signatures: async (options) => (await import('./issuer/signatures.ts')).benchSignatures(options),
  size: async () => (await import('./browser/size.ts')).benchSize(),
  scan: async (options) => (await import('./scan/scan.ts')).benchScan(options),
  renewals: async (options) => (await import('./issuer/renewals.ts')).benchRenewals(options),
  requests: async (options) => (await import('./issuer/killed-requests.ts')).benchKilledRequests(options),
  scale: async (options) => (await import('./issuer/scale.ts')).benchScale(options),
  hostile: async (options) => (await import('./hostile/hostile.ts')).benchHostile(options),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    frames: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
    registry: { type: 'string' },
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
  ...(values.registry ? { registry: values.registry } : {}),
  ...(values.count ? { count: Number(values.count) } : {}),
  ...(values.only ? { only: values.only } : {}),
  ...(values.seed ? { seed: Number(values.seed) } : {}),
})
console.log(values.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2))
