import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import { isSignedByGateway } from '../../../src/issuer/messaging/gateway-signature.ts'
import type { Message, MessageTransport, OutgoingMessage } from '../../../src/issuer/messaging/message.ts'
import {
  createOutgoingMessages,
  type OutgoingMessages,
  type OutgoingMessagesParts,
  resealMessages,
} from '../../../src/issuer/messaging/outgoing-messages.ts'
import { createSmsGateway } from '../../../src/issuer/messaging/sms-gateway.ts'
import { createSmtpTransport } from '../../../src/issuer/messaging/smtp-transport.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  type GatewayServer,
  type MailServer,
  startGateway,
  startMailServer,
} from '../../support/issuer/message-servers.ts'

const NOW = 1_795_435_200
const secret = new Uint8Array(32).fill(7)
const sms = (recipient: string, more: { endsAt?: number } = {}): Message => ({
  channel: 'sms',
  recipient,
  body: 'Mã của bác là 902817.',
  ...more,
})

describe.each(['sqlite', 'postgresql'] as const)('outgoing messages on %s', (kind) => {
  let held: TestDatabase
  let sent: OutgoingMessage[]
  let answer: (message: OutgoingMessage) => 'sent' | 'refused'
  let messages: OutgoingMessages

  const transport: MessageTransport = {
    async send(message) {
      const outcome = answer(message)
      if (outcome === 'sent') sent.push(message)
      return outcome
    },
  }
  const create = (parts: Partial<OutgoingMessagesParts> = {}, database = held.database) =>
    createOutgoingMessages(database, {
      secret,
      transports: { sms: transport, email: transport },
      keepsDelivered: false,
      ...parts,
    })
  const queue = (...queued: Message[]) =>
    held.database.query.transaction().execute(async (transaction) => {
      for (const message of queued) await messages.queue(transaction, message, NOW)
    })
  const readRows = () => held.database.query.selectFrom('outgoing_messages').selectAll().execute()

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', NOW)
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('outgoing_messages').execute()
    sent = []
    answer = () => 'sent'
    messages = create()
  })
  afterAll(() => held.dispose())

  const letter: Message = {
    channel: 'email',
    recipient: 'bac@example.vn',
    subject: 'Tờ khai của bác',
    body: 'Kính gửi bác Mẫu.',
    attachment: { name: 'to-khai.pdf', content: Uint8Array.of(0x25, 0x50, 0, 255) },
  }

  it('go out under another key once they are sealed under it, also where that was done before', async () => {
    await queue(sms('0912345678'), letter)
    messages = create({ secret: new Uint8Array(32).fill(9) })
    await queue(sms('0987654321'))
    const next = new Uint8Array(32).fill(8)
    await resealMessages(held.database, secret, next)
    await resealMessages(held.database, secret, next)
    messages = create({ secret: next })
    expect((await messages.deliver(() => NOW)).map(({ trouble }) => trouble)).toEqual(['retry'])
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(['0912345678', letter.recipient])
    expect(sent.map(({ body }) => body)).toContain(letter.body)
  })

  it('arrive as they were written', async () => {
    await queue(sms('0912345678'), letter)
    expect(await messages.deliver(() => NOW)).toEqual([])
    expect(sent).toHaveLength(2)
    expect(sent).toEqual(
      expect.arrayContaining([
        expect.objectContaining(sms('0912345678')),
        expect.objectContaining({ ...letter, createdAt: NOW }),
      ]),
    )
    expect(await messages.deliver(() => NOW)).toEqual([])
    expect(sent).toHaveLength(2)
  })

  it('are told of as they are written down, those to nobody alike', async () => {
    let told = 0
    messages = create({ onWritten: () => told++ })
    await queue(sms('0912345678'), letter)
    expect(told).toBe(2)
    await held.database.query
      .transaction()
      .execute((transaction) => messages.pretend(transaction, sms('0912345678'), NOW))
    expect(told).toBe(3)
  })

  it('are sealed while they wait, and empty once they are delivered', async () => {
    await queue(sms('0912345678'), letter)
    const written = (await readRows()).map((row) => ({
      ...row,
      content: Buffer.from(row.content ?? []).toString('latin1'),
    }))
    for (const word of ['902817', 'Mẫu', 'khai']) expect(JSON.stringify(written)).not.toContain(word)
    await messages.deliver(() => NOW)
    for (const row of await readRows()) expect(row).toMatchObject({ body: '', content: null, sent_at: NOW })
  })

  it('are kept readable in a demo alone', async () => {
    messages = create({ keepsDelivered: true })
    await queue(letter)
    await messages.deliver(() => NOW)
    expect(await messages.listNewest()).toMatchObject([letter])
  })

  it('do not wait for one that cannot be delivered', async () => {
    answer = ({ recipient }) => {
      if (recipient === '0900000000') throw new Error('no connection')
      return recipient === '0900000001' ? 'refused' : 'sent'
    }
    await queue(sms('0900000000'), sms('0900000001'), sms('0912345678'))
    const troubles = await messages.deliver(() => NOW)
    expect(new Set(troubles.map(({ trouble }) => trouble))).toEqual(new Set(['retry', 'refused']))
    expect(sent.map(({ recipient }) => recipient)).toEqual(['0912345678'])
  })

  it('are tried again later and later, with the same id, and given up in the end', async () => {
    const ids = new Set<string>()
    answer = ({ id }) => {
      ids.add(id)
      throw new Error('no connection')
    }
    await queue(sms('0900000000'))
    const tried: number[] = []
    let troubles: string[] = []
    for (let now = NOW; now < NOW + 86_400; now++) {
      const found = await messages.deliver(() => now)
      if (found.length === 0) {
        const [row] = await readRows()
        if (row?.failed_at !== null) break
        now = row.next_attempt_at - 1
        expect(await messages.deliver(() => now)).toEqual([])
        continue
      }
      tried.push(now - NOW)
      troubles = found.map(({ trouble }) => trouble)
    }
    expect(tried).toEqual([0, 5, 25, 105, 425, 1705, 5305, 8905])
    expect(troubles).toEqual(['given_up'])
    expect(await readRows()).toMatchObject([{ content: null, body: '' }])
    expect(ids.size).toBe(1)
  })

  it('are not delivered when they are worth nothing any more', async () => {
    await queue(sms('0912345678', { endsAt: NOW + 300 }))
    expect(await messages.deliver(() => NOW + 300)).toEqual([{ channel: 'sms', trouble: 'expired' }])
    expect(sent).toEqual([])
    expect(await readRows()).toMatchObject([{ content: null, sent_at: null, failed_at: NOW + 300 }])
  })

  it('say so where there is no way to send them', async () => {
    messages = create({ transports: {} })
    await queue(letter)
    expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'email', trouble: 'no_transport' }])
  })

  it('are sent once, however many processes deliver', async () => {
    const recipients = Array.from({ length: 120 }, (_none, index) => `09${String(index).padStart(8, '0')}`)
    await queue(...recipients.map((recipient) => sms(recipient)))
    const others = Array.from({ length: 3 }, () => openDatabase(held.location))
    const processes = [messages, ...others.map((database) => create({}, database))]
    for (let round = 0; round < 5; round++)
      await Promise.all(processes.map((each) => each.deliver(() => NOW)))
    for (const database of others) await database.close()
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(recipients)
  })

  it('wait for nobody’s when they are codes: not for thousands of notices, nor for recipients that hang', async () => {
    const [template] = await queue(sms('0900000000')).then(readRows)
    if (template === undefined) throw new Error('nothing queued')
    // Sealed to its id, each as it is; that none opens is a trouble of its own and takes a turn as well.
    const notices = Array.from({ length: 2000 }, (_none, index) => ({ ...template, id: `notice-${index}` }))
    for (let from = 0; from < notices.length; from += 500)
      await held.database.query
        .insertInto('outgoing_messages')
        .values(notices.slice(from, from + 500))
        .execute()
    await queue(
      ...Array.from({ length: 10 }, (_none, index) => sms(`098000000${index}`, { endsAt: NOW + 300 })),
    )
    let letGo = () => {}
    const hanging = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const arrived: string[] = []
    const slow: MessageTransport = {
      async send({ recipient }) {
        if (recipient.startsWith('098')) await hanging
        arrived.push(recipient)
        return 'sent'
      },
    }
    const others = Array.from({ length: 2 }, () => openDatabase(held.location))
    const parts = { transports: { sms: slow } }
    const processes = [create(parts), ...others.map((database) => create(parts, database))]
    const before = processes.map((each) => each.deliver(() => NOW))
    await expect
      .poll(async () => (await readRows()).filter(({ attempts }) => attempts > 0).length)
      .toBeGreaterThan(20)
    await queue(sms('0971234567', { endsAt: NOW + 300 }))
    const after = processes.map((each) => each.deliver(() => NOW + 1))
    await expect.poll(() => arrived.includes('0971234567')).toBe(true)
    expect(arrived.some((recipient) => recipient.startsWith('098'))).toBe(false)
    letGo()
    await Promise.all([...before, ...after])
    for (const database of others) await database.close()
    expect(arrived.sort()).toEqual([...new Set(arrived)])
    expect(arrived.filter((recipient) => recipient.startsWith('098'))).toHaveLength(10)
  })

  it('are sent once where it takes longer to hand them all over than one process has them for itself', async () => {
    const recipients = Array.from({ length: 300 }, (_none, index) => `09${String(index).padStart(8, '0')}`)
    await queue(...recipients.map((recipient) => sms(recipient)))
    const other = openDatabase(held.location)
    const second = create({}, other)
    let handed = 0
    const now = () => NOW + Math.floor(handed / 2)
    const calls: Promise<unknown>[] = []
    answer = () => {
      handed++
      if (now() === NOW + 140) calls.push(second.deliver(now))
      return 'sent'
    }
    await messages.deliver(now)
    while (calls.length > 0) await calls.pop()
    await other.close()
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(recipients)
  })

  it('go to another process when the one that had them has died', async () => {
    await queue(sms('0912345678'))
    const dying = create({ transports: { sms: { send: () => new Promise(() => {}) } } })
    void dying.deliver(() => NOW)
    await expect.poll(async () => (await readRows())[0]?.attempts).toBe(1)
    await messages.deliver(() => NOW + 119)
    expect(sent).toEqual([])
    await messages.deliver(() => NOW + 120)
    expect(sent).toHaveLength(1)
  })

  it('cannot be turned to another recipient', async () => {
    await queue(sms('0912345678'))
    await held.database.query.updateTable('outgoing_messages').set({ recipient: '0999999999' }).execute()
    expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'sms', trouble: 'retry' }])
    expect(sent).toEqual([])
  })

  it('of an earlier version are delivered, too', async () => {
    await queue(sms('0912345678'))
    await held.database.query
      .updateTable('outgoing_messages')
      .set({ body: 'Xin chào', content: null })
      .execute()
    await messages.deliver(() => NOW)
    expect(sent).toMatchObject([{ recipient: '0912345678', body: 'Xin chào' }])
  })

  it('are removed after a month, delivered or not', async () => {
    answer = ({ recipient }) => (recipient === '0900000001' ? 'refused' : 'sent')
    await queue(sms('0900000001'), sms('0912345678'))
    await messages.deliver(() => NOW)
    await queue(sms('0912345678'))
    await messages.sweep(NOW + 30 * 86_400)
    expect(await readRows()).toHaveLength(3)
    await messages.sweep(NOW + 30 * 86_400 + 1)
    expect(await readRows()).toHaveLength(1)
  })

  describe('over SMTP', () => {
    let server: MailServer
    let smtp: MessageTransport

    beforeAll(async () => {
      server = await startMailServer()
    })
    beforeEach(() => {
      smtp = createSmtpTransport({ url: server.url, from: 'Ví BHYT <vi@bhxh.example>' })
      messages = create({ transports: { email: smtp } })
      server.received.length = 0
      return () => smtp.close?.()
    })
    afterAll(() => server.stop())

    it('are mails that people can read', async () => {
      await queue(letter)
      const [row] = await readRows()
      expect(await messages.deliver(() => NOW)).toEqual([])
      const [mail] = server.received
      expect(mail?.subject).toBe('Tờ khai của bác')
      expect(mail?.text?.trim()).toBe('Kính gửi bác Mẫu.')
      expect(mail?.from?.text).toBe('"Ví BHYT" <vi@bhxh.example>')
      expect(mail?.to).toMatchObject({ text: 'bac@example.vn' })
      expect(mail?.messageId).toBe(`<${row?.id}@bhxh.example>`)
      expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
      const [attachment] = mail?.attachments ?? []
      expect(attachment).toMatchObject({ filename: 'to-khai.pdf', contentType: 'application/pdf' })
      expect([...(attachment?.content ?? [])]).toEqual([0x25, 0x50, 0, 255])
    })

    it('are given up at once for an address that does not exist, and tried again for a full one', async () => {
      server.answers.set('khong-co@example.vn', 550).set('day@example.vn', 452)
      await queue({ ...letter, recipient: 'khong-co@example.vn' }, { ...letter, recipient: 'day@example.vn' })
      const troubles = await messages.deliver(() => NOW)
      expect(troubles.map(({ trouble }) => trouble).sort()).toEqual(['refused', 'retry'])
      server.answers.clear()
      expect(await messages.deliver(() => NOW + 5)).toEqual([])
      expect(server.received.map(({ to }) => (Array.isArray(to) ? '' : to?.text))).toEqual(['day@example.vn'])
    })

    it('cannot be given more recipients by what is in an address', async () => {
      await queue({ ...letter, recipient: 'a@example.vn, b@example.vn' })
      await messages.deliver(() => NOW)
      expect(server.received).toEqual([])
    })

    it('are tried again when the server is away', async () => {
      const away = createSmtpTransport({ url: 'smtp://127.0.0.1:1', from: 'vi@bhxh.example' })
      messages = create({ transports: { email: away } })
      await queue(letter)
      expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'email', trouble: 'retry' }])
    })

    it('do not go over the network in clear', async () => {
      const remote = await startMailServer('127.0.0.2')
      const clear = createSmtpTransport({ url: remote.url, from: 'vi@bhxh.example' })
      messages = create({ transports: { email: clear } })
      await queue(letter)
      expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'email', trouble: 'retry' }])
      expect(remote.received).toEqual([])
      clear.close?.()
      await remote.stop()
    })
  })

  describe('through the SMS gateway', () => {
    const gatewaySecret = 'a secret of the gateway'
    let server: GatewayServer

    beforeAll(async () => {
      server = await startGateway()
    })
    beforeEach(() => {
      server.received.length = 0
      messages = create({
        transports: { sms: createSmsGateway({ url: server.url, secret: gatewaySecret }, () => NOW) },
      })
    })
    afterAll(() => server.stop())

    it('are signed, and so that nothing of it can be changed', async () => {
      await queue(sms('0912345678'))
      await messages.deliver(() => NOW)
      const [request] = server.received
      if (request === undefined) throw new Error('nothing came')
      const { id, ...rest } = JSON.parse(request.body) as Record<string, unknown>
      expect(rest).toEqual({ recipient: '0912345678', body: 'Mã của bác là 902817.' })
      expect(request.headers.get('idempotency-key')).toBe(id)
      expect(isSignedByGateway(gatewaySecret, request, NOW)).toBe(true)
      expect(isSignedByGateway(gatewaySecret, request, NOW + 301)).toBe(false)
      expect(isSignedByGateway('another secret of a gateway', request, NOW)).toBe(false)
      expect(isSignedByGateway(gatewaySecret, { ...request, body: `${request.body} ` }, NOW)).toBe(false)
    })

    it('are tried again with the same id until they are taken', async () => {
      server.answers.push(503, 429, 200)
      await queue(sms('0912345678'))
      for (const later of [0, 5, 25]) await messages.deliver(() => NOW + later)
      const ids = server.received.map(({ headers }) => headers.get('idempotency-key'))
      expect(ids).toHaveLength(3)
      expect(new Set(ids).size).toBe(1)
      expect(await readRows()).toMatchObject([{ attempts: 3, sent_at: NOW + 25 }])
    })

    it('are given up when the gateway will never take them', async () => {
      server.answers.push(422)
      await queue(sms('0912345678'))
      expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'sms', trouble: 'refused' }])
    })

    it('follow the gateway nowhere else', async () => {
      server.answers.push({ redirect: server.url })
      await queue(sms('0912345678'))
      expect(await messages.deliver(() => NOW)).toEqual([{ channel: 'sms', trouble: 'retry' }])
      expect(server.received).toHaveLength(1)
    })
  })
})
