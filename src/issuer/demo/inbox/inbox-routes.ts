import { randomUUID } from 'node:crypto'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { dataHeaders, problem } from '../../http/problem.ts'
import { readBytes } from '../../http/request-body.ts'
import { isOwnRequest, originOf } from '../../http/request-origin.ts'
import type { IssuerApp } from '../../http/route-kit.ts'
import { signatureHeader, signForGateway, timestampHeader } from '../../messaging/gateway-signature.ts'
import type { OutgoingMessage } from '../../messaging/message.ts'
import type { OutgoingMessages } from '../../messaging/outgoing-messages.ts'
import { DANGEROUS_demoSmsSecret } from '../dangerous-demo-keys.ts'
import { demoAccounts } from '../demo-accounts.ts'
import { demoOfficers, generateDemoOfficerCode } from '../demo-back-office.ts'
import { answerInbox, answerSmsForm } from './inbox-page.ts'

/** The largest form that is read, in bytes. */
const FORM_LIMIT = 8192

/** What the first of the demo's people would send who has forgotten her password. */
const EXAMPLE = { from: '0000000001', text: `BH MK ${demoAccounts[0].login}` }

/** Messages that the inbox shows. */
const SHOWN = 200

/**
 * The demo's inbox, for whoever plays the people who receive messages: a page, the attachments, a form to
 * send a text message to the service, and `/dev/outbox`, the inbox as JSON for programs.
 */
export function registerInboxRoutes(
  app: IssuerApp,
  { messages, now }: { messages: OutgoingMessages; now: () => number },
): void {
  app.get('/dev/inbox', async () => {
    const codes = demoOfficers.map(({ login }) => ({ login, code: generateDemoOfficerCode(login, now()) }))
    return answerInbox(await messages.listNewest(SHOWN), codes)
  })

  app.get('/dev/inbox/:id/attachment', async (c) => {
    const message = (await messages.listNewest(SHOWN)).find(({ id }) => id === c.req.param('id'))
    const attachment = message?.channel === 'email' ? message.attachment : undefined
    if (attachment === undefined) return problem('not_found')
    return new Response(attachment.content, {
      headers: {
        ...dataHeaders,
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      },
    })
  })

  app.get('/dev/inbox/sms', () => answerSmsForm(EXAMPLE, { isRefused: false }))

  app.post('/dev/inbox/sms', async (c) => {
    if (!isOwnRequest(c.req.raw.headers, originOf(c.req.url))) return problem('forbidden_origin')
    const bytes = await readBytes(c.req.raw, FORM_LIMIT)
    if (bytes === undefined) return problem('body_too_large')
    const form = new URLSearchParams(Buffer.from(bytes).toString('utf8'))
    const typed = { from: form.get('from')?.trim() ?? '', text: form.get('text') ?? '' }
    const taken = await sendAsGateway(app, typed, now())
    if (taken.status !== 204) return answerSmsForm(typed, { isRefused: true })
    return new Response(null, { status: 303, headers: { ...dataHeaders, Location: '/dev/inbox' } })
  })

  app.get('/dev/outbox', async () => {
    const newest = (await messages.listNewest()).map(toView)
    return new Response(JSON.stringify(newest, null, 2), {
      headers: { ...dataHeaders, 'Content-Type': 'application/json' },
    })
  })
}

/** Hands a text message to the service as the gateway does, signed with the demo's secret. */
async function sendAsGateway(
  app: IssuerApp,
  typed: { from: string; text: string },
  now: number,
): Promise<Response> {
  const body = JSON.stringify({ id: randomUUID(), ...typed })
  const { path, method } = recoveryEndpoints.receiveSms
  return app.request(path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      [timestampHeader]: String(now),
      [signatureHeader]: signForGateway(DANGEROUS_demoSmsSecret, now, body),
    },
    body,
  })
}

/** With the attachment's address instead of its bytes. */
function toView(message: OutgoingMessage) {
  if (message.channel === 'sms' || message.attachment === undefined) return message
  const { attachment, ...rest } = message
  return { ...rest, attachment: { name: attachment.name, path: `/dev/inbox/${message.id}/attachment` } }
}
