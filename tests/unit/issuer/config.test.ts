import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/issuer/config.ts'

const key = 'A'.repeat(43)
const demo = { MODE: 'demo' }
const production = {
  MODE: 'production',
  ORIGIN: 'https://vi.example',
  KEY_ENCRYPTION_KEY: key,
  ROOT_KEYS: '[]',
  TRUSTED_PROXIES: '1',
  HOST: '10.0.0.5',
}

const bucket = {
  S3_ENDPOINT: 'https://s3.example',
  S3_BUCKET: 'vi-bhyt',
  S3_ACCESS_KEY_ID: 'tajne-id',
  S3_SECRET_ACCESS_KEY: 'tajne-secret',
}

describe('the configuration', () => {
  it('is a demo on this machine without any setting', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 8080,
      database: { file: 'data/demo.sqlite' },
      logLevel: 'warn',
    })
  })

  it('takes NODE_ENV=production for production, and an empty setting for none', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('Missing in the environment: ORIGIN')
    expect(readConfig({ DATABASE_URL: '', PORT: '' }).port).toBe(8080)
  })

  it('takes in production no bank of the demo', () => {
    const bank = {
      BANK_PROVIDER: 'sepay',
      BANK_WEBHOOK_SECRET: 'sixteen letters, no fewer',
      BANK_BIN: '970416',
      BANK_ACCOUNT: '257678859',
      BANK_PAYEE: 'BHXH',
      BANK_NAME: 'Bank',
    }
    expect(readConfig({ ...production, ...bank }).bank?.bin).toBe('970416')
    for (const wrong of [{ BANK_BIN: '999999' }, { BANK_WEBHOOK_SECRET: 'DANGEROUS vi-bhyt demo bank' }])
      expect(() => readConfig({ ...production, ...bank, ...wrong })).toThrow('for demos only')
  })

  it('is told in production how many proxies there are, also where there are none', () => {
    const { TRUSTED_PROXIES: _, ...untold } = production
    expect(() => readConfig(untold)).toThrow('Missing in the environment: TRUSTED_PROXIES')
    expect(readConfig({ ...untold, TRUSTED_PROXIES: '0' }).trustedProxies).toBe(0)
  })

  it('is told in production where its proxies reach it, and listens everywhere only without any', () => {
    const { HOST: _, ...untold } = production
    expect(() => readConfig(untold)).toThrow('Missing in the environment: HOST')
    expect(readConfig({ ...untold, TRUSTED_PROXIES: '0' }).host).toBe('0.0.0.0')
  })

  it.each([
    ['ORIGIN', 'https://vi.example'],
    ['ORIGIN', 'http://localhost.example'],
    ['HOST', '0.0.0.0'],
    ['HOST', '::'],
    ['DATABASE_URL', 'postgres://user@host/name'],
    ['KEY_ENCRYPTION_KEY', key],
    ['ROOT_KEYS', '[]'],
    ['TRUSTED_PROXIES', '0'],
    ['TLS_CERT', 'cert.pem'],
    ['SMTP_URL', 'smtps://mail.example'],
    ['SMS_GATEWAY_URL', 'https://sms.example/'],
    ['SMS_INBOUND_SECRET', 'incoming-messages'],
    ['VNEID_ISSUER', 'https://id.example'],
  ])('is no demo by itself with %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`MODE is missing .* ${name} `))
    expect(() => readConfig({ [name]: value })).not.toThrow(value)
  })

  it('is a demo by itself under any name of this machine', () => {
    for (const name of ['localhost:8080', '127.0.0.1', '[::1]:8443'])
      expect(readConfig({ ORIGIN: `http://${name}` }).mode).toBe('demo')
    for (const HOST of ['localhost', '127.0.0.1', '::1']) expect(readConfig({ HOST }).mode).toBe('demo')
    expect(readConfig({ ...demo, ORIGIN: 'https://vi.example' }).mode).toBe('demo')
  })

  it('takes PostgreSQL by URL', () => {
    const url = 'postgres://user@host/name'
    expect(readConfig({ ...demo, DATABASE_URL: url }).database).toEqual({ url })
  })

  it('lets metrics be read where that was asked for, and by this machine alone unless it is told', () => {
    expect(readConfig({}).metrics).toBeUndefined()
    expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
    expect(readConfig({ ...demo, METRICS_PORT: '9464', METRICS_HOST: '10.0.0.5' }).metrics?.host).toBe(
      '10.0.0.5',
    )
    expect(() => readConfig({ METRICS_HOST: '10.0.0.5' })).toThrow('METRICS_PORT')
  })

  it('wants both halves of TLS', () => {
    expect(() => readConfig({ ...demo, TLS_CERT: 'cert.pem' })).toThrow('TLS_KEY')
    expect(readConfig({ ...demo, TLS_CERT: 'c', TLS_KEY: 'k' }).tls).toEqual({ certFile: 'c', keyFile: 'k' })
  })

  it('takes ways out of messages with what they need', () => {
    expect(() => readConfig({ ...demo, SMTP_URL: 'smtps://user:tajne@mail.example' })).toThrow('SMTP_FROM')
    expect(() => readConfig({ ...demo, SMS_GATEWAY_URL: 'https://sms.example/' })).toThrow(
      'SMS_GATEWAY_SECRET',
    )
    const config = readConfig({
      ...demo,
      SMTP_URL: 'smtps://user:tajne@mail.example',
      SMTP_FROM: 'Ví BHYT <vi@bhxh.example>',
      SMS_GATEWAY_URL: 'https://sms.example/',
      SMS_GATEWAY_SECRET: 'outgoing-messages',
      SMS_INBOUND_SECRET: 'incoming-messages',
      RECOVERY_MAILS_PASSWORD: '1',
      CHALLENGE_WORK: '20',
    })
    expect(config).toMatchObject({ challengeWork: 20, recoveryMailsPassword: true })
    expect(config.smtp?.url.reveal()).toBe('smtps://user:tajne@mail.example')
    expect(config.smsGateway?.secret.reveal()).toBe('outgoing-messages')
    for (const printed of [JSON.stringify(config), inspect(config, { depth: 5 })])
      expect(printed).not.toMatch(/tajne|(outgoing|incoming)-messages/)
    expect(readConfig({}).recoveryMailsPassword).toBe(false)
  })

  it('takes a bucket whole, in place of a folder, and prints none of its secrets', () => {
    const { S3_SECRET_ACCESS_KEY: _, ...half } = bucket
    expect(() => readConfig({ ...demo, ...half })).toThrow('S3_SECRET_ACCESS_KEY')
    expect(() => readConfig({ ...demo, ...bucket, PICTURE_FOLDER: '/srv/pictures' })).toThrow('Say only one')
    const config = readConfig({ ...demo, ...bucket })
    expect(config.pictureBucket).toMatchObject({ bucket: 'vi-bhyt', region: 'us-east-1' })
    for (const printed of [JSON.stringify(config), inspect(config, { depth: 5 })])
      expect(printed).not.toMatch(/tajne/)
    expect(readConfig({ ...production, ...bucket, S3_ENDPOINT: 'http://127.0.0.1:9000' }).mode).toBe(
      'production',
    )
    for (const S3_ENDPOINT of ['https://s3.example/path', 'https://key@s3.example'])
      expect(() => readConfig({ ...demo, ...bucket, S3_ENDPOINT })).toThrow('S3_ENDPOINT')
  })

  it('sends codes in clear to no gateway but one on this machine', () => {
    const read = (url: string) =>
      readConfig({ ...production, SMS_GATEWAY_URL: url, SMS_GATEWAY_SECRET: 'outgoing-messages' })
    for (const url of ['http://sms.example/', 'http://localhost.example/', 'HTTP://sms.example/'])
      expect(() => read(url), url).toThrow('SMS_GATEWAY_URL')
    for (const url of ['https://sms.example/', 'http://127.0.0.1:8080/', 'http://localhost/send'])
      expect(read(url).smsGateway?.url).toBe(url)
  })

  it.each([
    ['ORIGIN', 'http://vi.example'],
    ['ORIGIN', 'http://localhost.example'],
    ['DATABASE_URL', 'postgres://u:p@db.example/vi'],
    ['DATABASE_URL', 'postgres://u:p@db.example/vi?sslmode=require'],
    ['DATABASE_URL', 'postgres://u:p@db.example/vi?sslmode=no-verify'],
    ['DATABASE_URL', 'postgres://u:p@db.example/vi?sslmode=verify-full&sslmode=disable'],
    ['DATABASE_URL', 'postgres://u:p@db.example/vi?sslmode=verify-full&ssl=0'],
    ['DATABASE_URL', 'postgres://localhost:p@db.example/vi'],
    ['DATABASE_URL', 'postgres://u:p@localhost/vi?host=db.example'],
    ['DATABASE_URL', 'postgres://u:p@localhost/vi?host=%2Frun&host=db.example'],
    ['DATABASE_URL', 'postgres:///vi'],
    ['SMTP_URL', 'smtp://u:p@mail.example?ignoreTLS=true'],
    ['SMTP_URL', 'smtps://u:p@mail.example?tls.rejectUnauthorized=false'],
    ['SMS_GATEWAY_URL', 'http://localhost:x@evil.example/'],
    ['SMS_GATEWAY_URL', 'http://127.0.0.1@evil.example/'],
    ['SMS_GATEWAY_URL', 'http://localhost.evil.example/'],
    ['VNEID_ISSUER', 'http://localhost/'],
    ['S3_ENDPOINT', 'http://s3.example'],
    ['PORTAL_FEED_URL', 'http://portal.example/rss'],
    ['PORTAL_FEED_URL', 'http://localhost@portal.example/rss'],
  ])('says nothing in clear in production: %s=%s', (name, value) => {
    const rest = {
      SMTP_FROM: 'vi@bhxh.example',
      SMS_GATEWAY_SECRET: 'outgoing-messages',
      VNEID_CLIENT_ID: 'vi-bhyt',
      ...bucket,
    }
    const whole = {
      ...production,
      ...rest,
      SMTP_URL: 'smtps://mail.example',
      SMS_GATEWAY_URL: 'https://sms.example/',
      VNEID_ISSUER: 'https://id.example',
    }
    expect(readConfig(whole).mode).toBe('production')
    const read = () => readConfig({ ...whole, [name]: value })
    expect(read).toThrow(new RegExp(`^Not encrypted.*: ${name} `))
    expect(read).not.toThrow(value)
  })

  it('takes what does not leave this machine, and a database that is checked', () => {
    for (const url of [
      'postgres://u:p@db.example/vi?sslmode=verify-full',
      'postgres://u:p@db.example/vi?sslmode=verify-full&sslrootcert=ca.pem',
      'postgres://u:p@127.0.0.1:5432/vi',
      'postgres://u:p@[::1]/vi',
      'postgres://u:p@ignored.example/vi?host=/var/run/postgresql',
      'postgres://u:p@%2Fvar%2Frun%2Fpostgresql/vi',
    ])
      expect(readConfig({ ...production, DATABASE_URL: url }).database, url).toEqual({ url })
    expect(readConfig({ ...production, ORIGIN: 'http://localhost:8080' }).mode).toBe('production')
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1025?ignoreTLS=true', SMTP_FROM: 'vi@bhxh.example' }
    expect(readConfig({ ...production, ...mail }).smtp?.from).toBe('vi@bhxh.example')
  })

  it.each([
    ['PORT', '80a'],
    ['PORT', '99999'],
    ['MODE', 'test'],
    ['ORIGIN', 'vi.example'],
    ['ORIGIN', 'https://vi.example/path'],
    ['ORIGIN', 'https://somebody@vi.example'],
    ['ORIGIN', 'https://VI.example'],
    ['ORIGIN', 'https://vi.example:443'],
    ['DATABASE_URL', 'mysql://secret'],
    ['KEY_ENCRYPTION_KEY', 'short-secret'],
    ['TRUSTED_PROXIES', '-1'],
    ['SMTP_URL', 'https://mail.example'],
    ['SMTP_FROM', 'no address'],
    ['SMS_GATEWAY_URL', 'not a url'],
    ['SMS_GATEWAY_SECRET', 'too-short'],
    ['SMS_INBOUND_SECRET', 'too-short'],
    ['OPERATIONS_SECRET', 'too-short'],
    ['RECOVERY_MAILS_PASSWORD', 'yes'],
    ['CHALLENGE_WORK', '0'],
    ['VNEID_ISSUER', 'vneid.example'],
    ['VNEID_ACR', '   '],
  ])('names %s when it is %s, and not the value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name)
    expect(() => readConfig({ [name]: value })).not.toThrow(value)
  })

  it('takes a provider for VNeID whole, and over HTTPS only where it counts', () => {
    const vneid = { ...demo, VNEID_ISSUER: 'https://id.example', VNEID_CLIENT_ID: 'vi-bhyt' }
    expect(readConfig({ ...vneid, VNEID_ACR: 'high higher' }).vneid).toEqual({
      issuer: 'https://id.example',
      clientId: 'vi-bhyt',
      acr: ['high', 'higher'],
      claim: 'personal_number',
      allowsHttp: true,
    })
    expect(readConfig({ ...vneid, ...production }).vneid?.allowsHttp).toBe(false)
    expect(readConfig(production).vneid).toBeUndefined()
    expect(() => readConfig({ ...demo, VNEID_ISSUER: 'https://id.example' })).toThrow('VNEID_CLIENT_ID')
    for (const detail of ['VNEID_CLIENT_SECRET', 'VNEID_ACR', 'VNEID_CLAIM'])
      expect(() => readConfig({ ...demo, [detail]: 'something' }), detail).toThrow('VNEID_ISSUER')
    expect(() => readConfig({ ...vneid, ...production, VNEID_ISSUER: 'http://id.example' })).toThrow(
      'VNEID_ISSUER',
    )
  })

  it('shows no secret however it is printed', () => {
    const config = readConfig({
      ...production,
      VNEID_ISSUER: 'https://id.example',
      VNEID_CLIENT_ID: 'a',
      VNEID_CLIENT_SECRET: 'AAAA-secret',
    })
    const zeros = new Uint8Array(32)
    expect(config.keyEncryptionKey?.reveal()).toEqual(zeros)
    for (const printed of [JSON.stringify(config), inspect(config), String(config.keyEncryptionKey)])
      expect(printed).not.toMatch(/AAAA|Uint8Array|0, 0, 0/)
  })
})
