import { isIPv6 } from 'node:net'
import { argon2Hasher } from './accounts/password.ts'
import { composeIssuer } from './compose-issuer.ts'
import { type IssuerConfig, readConfig } from './config.ts'
import { type Database, openDatabase } from './db/open-database.ts'
import { createLog } from './http/request-log.ts'
import { type RunningServer, startServer } from './http/server.ts'

const REFRESH_INTERVAL = 30_000
const DELIVERY_INTERVAL = 1_000
const SWEEP_INTERVAL = 3_600_000

/** Runs the service until it is told to stop. */
async function runIssuer(config: IssuerConfig): Promise<void> {
  // A reader of the log that has gone must not stop the service.
  process.stdout.on('error', () => {})
  const log = createLog(config.logLevel, (text) => process.stdout.write(text))
  const database = openDatabase(config.database)
  const now = () => Math.floor(Date.now() / 1000)
  const standIn = await startStandIn(config, database)
  const issuer = await composeIssuer({
    config: standIn ? { ...config, vneid: standIn.config } : config,
    database,
    hasher: argon2Hasher,
    log,
    now,
  })
  const server = await startServer(issuer.app, {
    host: config.host,
    port: config.port,
    isSecure: config.tls !== undefined || (config.origin?.startsWith('https:') ?? false),
    ...(config.tls && { tls: config.tls }),
  })

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
  const timers = [
    repeat('refresh_failed', REFRESH_INTERVAL, issuer.refresh),
    repeat('delivery_failed', DELIVERY_INTERVAL, issuer.deliverMessages),
    repeat('sweep_failed', SWEEP_INTERVAL, issuer.sweep),
  ]
  const stop = async () => {
    log.info('stopping')
    for (const timer of timers) clearInterval(timer)
    await server.stop()
    await standIn?.stop()
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
  if (config.mode === 'demo') await printWelcome(config, server)
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

/** For the person who started the demo; everything else on standard output is the log. */
async function printWelcome(config: IssuerConfig, server: RunningServer): Promise<void> {
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
