import { dataHeaders, problem } from '../http/problem.ts'
import type { IssuerApp } from '../http/route-kit.ts'
import type { OutgoingMessage } from '../messaging/message.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { answerInbox } from './inbox-page.ts'

/** Messages that the inbox shows. */
const SHOWN = 200

/**
 * The demo's inbox, for whoever plays the people who receive messages: a page, the attachments, and `/dev/outbox`, the same as
 * JSON for programs.
 */
export function registerInboxRoutes(app: IssuerApp, { messages }: { messages: OutgoingMessages }): void {
  app.get('/dev/inbox', async () => answerInbox(await messages.listNewest(SHOWN)))

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

  app.get('/dev/outbox', async () => {
    const newest = (await messages.listNewest()).map(toView)
    return new Response(JSON.stringify(newest, null, 2), {
      headers: { ...dataHeaders, 'Content-Type': 'application/json' },
    })
  })
}

/** With the attachment's address instead of its bytes. */
function toView(message: OutgoingMessage) {
  if (message.channel === 'sms' || message.attachment === undefined) return message
  const { attachment, ...rest } = message
  return { ...rest, attachment: { name: attachment.name, path: `/dev/inbox/${message.id}/attachment` } }
}
