import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Settings that are secrets, and so may come from elsewhere than the environment, where much can read them.
 */
const secrets = [
  'KEY_ENCRYPTION_KEY',
  'NEW_KEY_ENCRYPTION_KEY',
  'ROOT_KEYS',
  'DATABASE_URL',
  'SMTP_URL',
  'SMS_GATEWAY_SECRET',
  'SMS_INBOUND_SECRET',
  'BANK_WEBHOOK_SECRET',
  'VNEID_CLIENT_SECRET',
  'OPERATIONS_SECRET',
  'VAPID_KEYS',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const

const TIME_LIMIT_MS = 30_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment with each `NAME_FILE` replaced by what the file holds and each `NAME_COMMAND` by what the
 * command prints, as `NAME`; a line break at the end is left out. For secrets only.
 *
 * @throws Error that names the variable, and nothing of the secret
 */
export function readSecretSources(environment: Environment): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = { ...environment }
  for (const name of secrets) {
    const sources = [name, `${name}_FILE`, `${name}_COMMAND`].filter((each) => environment[each])
    if (sources.length > 1) throw new Error(`Say only one of ${sources.join(', ')}`)
    const [source = name] = sources
    if (source === name) continue
    found[name] = read(source, environment[source] ?? '').replace(/\r?\n$/, '')
    delete found[source]
  }
  return found
}

function read(source: string, value: string): string {
  try {
    return source.endsWith('_FILE')
      ? readFileSync(value, 'utf8')
      : execFileSync('/bin/sh', ['-c', value], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
          timeout: TIME_LIMIT_MS,
        })
  } catch {
    // Not the cause: it has the command in it.
    throw new Error(`${source} gives nothing`)
  }
}
