import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/issuer/config.ts'
import { readSecretSources } from '../../../src/issuer/secret-sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-secrets-'))
const file = join(folder, 'key')
const key = 'A'.repeat(43)
writeFileSync(file, `${key}\n`)
afterAll(() => rmSync(folder, { recursive: true }))

describe('where secrets come from', () => {
  it('is the environment, a file or a command, one of them', () => {
    const read = (environment: Record<string, string>) => readSecretSources(environment)['KEY_ENCRYPTION_KEY']
    expect(read({ KEY_ENCRYPTION_KEY: key })).toBe(key)
    expect(read({ KEY_ENCRYPTION_KEY_FILE: file })).toBe(key)
    expect(read({ KEY_ENCRYPTION_KEY_COMMAND: `cat "${file}"` })).toBe(key)
    expect(read({ KEY_ENCRYPTION_KEY: '', KEY_ENCRYPTION_KEY_FILE: file })).toBe(key)
    expect(() => read({ KEY_ENCRYPTION_KEY: key, KEY_ENCRYPTION_KEY_FILE: file })).toThrow(
      'KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_FILE',
    )
  })

  it('is said when it gives nothing, without what it is', () => {
    const { message } = (() => {
      try {
        readSecretSources({ SMS_GATEWAY_SECRET_COMMAND: 'echo tajne; exit 1' })
      } catch (error) {
        if (error instanceof Error) return error
      }
      return new Error('nothing was thrown')
    })()
    expect(message).toBe('SMS_GATEWAY_SECRET_COMMAND gives nothing')
    expect(() => readSecretSources({ SMTP_URL_FILE: join(folder, 'none') })).toThrow(/^SMTP_URL_FILE/)
  })

  it('counts for the mode and the checks like the setting itself', () => {
    expect(() => readConfig({ KEY_ENCRYPTION_KEY_FILE: file })).toThrow(
      /MODE is missing .*KEY_ENCRYPTION_KEY/,
    )
    const config = readConfig({
      MODE: 'production',
      ORIGIN: 'https://vi.example',
      ROOT_KEYS: '[]',
      TRUSTED_PROXIES: '0',
      KEY_ENCRYPTION_KEY_FILE: file,
    })
    expect(config.keyEncryptionKey?.reveal()).toHaveLength(32)
    const clear = { DATABASE_URL_COMMAND: 'echo postgres://u:p@db.example/vi' }
    expect(() =>
      readConfig({
        MODE: 'production',
        ORIGIN: 'https://vi.example',
        ROOT_KEYS: '[]',
        TRUSTED_PROXIES: '0',
        KEY_ENCRYPTION_KEY: key,
        ...clear,
      }),
    ).toThrow('DATABASE_URL')
  })

  it('is no way for anything that is no secret', () => {
    expect(readSecretSources({ HOST_FILE: file, HOST_COMMAND: 'x' })).toEqual({
      HOST_FILE: file,
      HOST_COMMAND: 'x',
    })
  })
})
