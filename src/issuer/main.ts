import { isIPv6 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { argon2Hasher } from './accounts/password.ts'
import { composeIssuer } from './compose-issuer.ts'
import { type IssuerConfig, readConfig } from './config.ts'
import { type Database, openDatabase } from './db/open-database.ts'
import { createLog } from './http/request-log.ts'
import { type RunningServer, startServer } from './http/server.ts'
import { createMetrics } from './metrics/metrics.ts'
import { startMetricsServer } from './metrics/metrics-server.ts'
import { runSoon } from './run-soon.ts'

const REFRESH_INTERVAL = 30_000
const DELIVERY_INTERVAL = 1_000
/** Until what this process writes is committed and whoever asked for it has an answer. */
const DELIVERY_DELAY = 100
const USES_INTERVAL = 1_000
const SWEEP_INTERVAL = 3_600_000
const FEED_INTERVAL = 3_600_000

/** Runs the service until it is told to stop. */
async function runIssuer(config: IssuerConfig): Promise<void> {
  // A reader of the log that has gone must not stop the service.
  process.stdout.on('error', () => {})
  const log = createLog(config.logLevel, (text) => process.stdout.write(text))
  const database = openDatabase(config.database)
  const now = () => Math.floor(Date.now() / 1000)
  const standIn = await startStandIn(config, database)
  const metrics = config.metrics && createMetrics()
  const portal = await startPortal(config, now())
  let deliver = () => {}
  const delivery = runSoon(() => deliver(), DELIVERY_DELAY)
  const issuer = await composeIssuer({
    config: {
      ...config,
      ...(standIn && { vneid: standIn.config }),
      ...(portal && { portalFeed: portal.url }),
    },
    database,
    hasher: argon2Hasher,
    log,
    ...(metrics && { metrics }),
    onMessage: delivery.ask,
    now,
  })
  const server = await startServer(issuer.app, {
    host: config.host,
    port: config.port,
    isSecure: config.tls !== undefined || (config.origin?.startsWith('https:') ?? false),
    ...(config.tls && { tls: config.tls }),
  })

  const metricsServer = metrics && config.metrics && (await startMetricsServer(metrics, config.metrics))

  const repeat = (event: string, interval: number, run: () => Promise<void>) => {
    let running = false
    return setInterval(() => {
      if (running) return
      running = true
      run()
        .catch(() => log.warn(event))
        .finally(() => {
          running = false
        })
    }, interval)
  }
  const bank = await startBank(config, server)
  // Not one after the other: a code is not to wait until a gateway that hangs has let go of what came before.
  deliver = () => {
    issuer.deliverMessages().catch(() => log.warn('delivery_failed'))
  }
  const timers = [
    repeat('refresh_failed', REFRESH_INTERVAL, issuer.refresh),
    setInterval(deliver, DELIVERY_INTERVAL),
    repeat('uses_failed', USES_INTERVAL, issuer.writeUses),
    repeat('push_failed', DELIVERY_INTERVAL, issuer.deliverPushes),
    repeat('sweep_failed', SWEEP_INTERVAL, issuer.sweep),
    repeat('portal_feed_failed', FEED_INTERVAL, issuer.readPortalFeed),
  ]
  issuer.readPortalFeed().catch(() => log.warn('portal_feed_failed'))
  const stop = async () => {
    log.info('stopping')
    issuer.drain()
    server.drain()
    await sleep(config.drainSeconds * 1000)
    for (const timer of timers) clearInterval(timer)
    await server.stop()
    delivery.stop()
    await metricsServer?.stop()
    await standIn?.stop()
    await bank?.stop()
    await portal?.stop()
    await issuer.stop()
    await database.close()
    log.flush()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  log.info('started', { mode: config.mode, database: database.kind, port: server.port })
  if (config.mode === 'demo') await printWelcome(config, server, bank?.url)
}

/** A demo on this machine brings its own VNeID, unless it is told of another. */
async function startStandIn(config: IssuerConfig, database: Database) {
  if (config.mode !== 'demo' || config.vneid !== undefined || config.origin !== undefined) return undefined
  const { startVneidStandIn } = await import('./demo/vneid/vneid-stand-in.ts')
  const { createFindStandInPeople } = await import('./demo/vneid/stand-in-people.ts')
  const hosts = config.tls ? new Set(['localhost', '127.0.0.1', config.host]) : []
  return startVneidStandIn(createFindStandInPeople(database), {
    port: config.vneidDemoPort,
    secureOrigins: [...hosts].map(
      (host) => new URL(`https://${isIPv6(host) ? `[${host}]` : host}:${config.port}`).origin,
    ),
  })
}

/** And its own bank, unless it is told of another. */
async function startBank(config: IssuerConfig, server: RunningServer) {
  if (config.mode !== 'demo' || config.bank !== undefined || config.origin !== undefined) return undefined
  // A certificate of one's own is nothing that the stand-in would trust.
  if (config.tls !== undefined) return undefined
  const { startBankStandIn } = await import('./demo/bank/bank-stand-in.ts')
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host
  const issuer = `http://${isIPv6(host) ? `[${host}]` : host}:${server.port}`
  return startBankStandIn(() => issuer, { port: config.bankDemoPort })
}

/** A demo on this machine brings a feed of the official portal, too. */
async function startPortal(config: IssuerConfig, now: number) {
  if (config.mode !== 'demo' || config.portalFeed !== undefined || config.origin !== undefined)
    return undefined
  const { startPortalStandIn } = await import('./demo/portal-stand-in.ts')
  return startPortalStandIn(now)
}

/** For the person who started the demo; everything else on standard output is the log. */
async function printWelcome(
  config: IssuerConfig,
  server: RunningServer,
  bank: string | undefined,
): Promise<void> {
  const { demoAccounts } = await import('./demo/demo-accounts.ts')
  const { demoNewcomer } = await import('./demo/people/demo-newcomers.ts')
  const { demoOfficers, DEMO_OFFICER_PASSWORD } = await import('./demo/demo-back-office.ts')
  const scheme = config.tls ? 'https' : 'http'
  const host = ['127.0.0.1', '0.0.0.0', '::', 'localhost'].includes(config.host) ? 'localhost' : config.host
  const address = config.origin ?? `${scheme}://${host}:${server.port}`
  const accounts = demoAccounts.map(
    ({ login, password, describes }) => `  ${login}  ${password}  ${describes}`,
  )
  const lines = [
    `Ví BHYT: ${address}`,
    '',
    'Tài khoản dùng thử / demo accounts (mã số BHXH, mật khẩu):',
    ...accounts,
    `Trình duyệt mới cần thêm mã trong tin nhắn / a new browser needs the code of the text message: ${address}/dev/inbox`,
    '',
    'Chưa có tài khoản, để thử đăng ký / without an account, to try registering:',
    `  ${demoNewcomer.fullName}, ${demoNewcomer.dateOfBirth}, BHXH ${demoNewcomer.bhxhCode}, CCCD ${demoNewcomer.personalId}, SĐT / phone 0000…`,
    '',
    `Quầy tiếp nhận / the hospital desk: ${address}/quay`,
    '',
    `Cơ quan BHXH / the office: ${address}/office`,
    ...demoOfficers.map(({ login, describes }) => `  ${login}  ${DEMO_OFFICER_PASSWORD}  ${describes}`),
    `Mã xác thực của cán bộ / the officers’ authenticator codes: ${address}/dev/inbox`,
    '',
    ...(bank ? [`Ngân hàng bản thử / the bank’s stand-in: ${bank}`, ''] : []),
    `Hộp tin nhắn và email / text messages and mails: ${address}/dev/inbox`,
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

// Whatever it writes is nobody else's.
process.umask(0o077)
try {
  await runIssuer(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The issuer could not start'}\n`)
  process.exit(1)
}
