import { createTransport } from 'nodemailer'
import type { EmailMessage, MessageTransport } from './message.ts'

const TIME_LIMIT_MS = 30_000

/**
 * Sends emails over SMTP. Except to a server on this machine the connection must be encrypted, from the start
 * (`smtps:`) or by STARTTLS. The Message-ID is made of the message's own id, so a mail that was sent twice
 * after a crash is recognisable as one.
 *
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from The sender, `Name <address>`.
 */
export function createSmtpTransport({ url, from }: { url: string; from: string }): MessageTransport {
  const { hostname } = new URL(url)
  const mailer = createTransport({
    url,
    pool: true,
    requireTLS: !['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? hostname

  return {
    async send(message) {
      if (message.channel !== 'email') return 'refused'
      const { id, recipient, subject, body, attachment } = message
      try {
        await mailer.sendMail({
          messageId: `<${id}@${domain}>`,
          from,
          // An object, so that nothing in it is read as a list or a name.
          to: { name: '', address: recipient },
          subject,
          text: body,
          html: writeHtml(message),
          // RFC 3834: no holiday notes back.
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(attachment && {
            attachments: [{ filename: attachment.name, content: Buffer.from(attachment.content) }],
          }),
          signal: AbortSignal.timeout(TIME_LIMIT_MS),
        })
        return 'sent'
      } catch (error) {
        if (isRefusal(error)) return 'refused'
        throw error
      }
    },
    close: () => mailer.close(),
  }
}

/**
 * The mail as HTML: its paragraphs, nothing that is loaded, and its language for whoever has it read aloud.
 */
export function writeHtml({
  body,
  subject,
  language = 'vi',
}: Pick<EmailMessage, 'body' | 'subject' | 'language'>): string {
  const escapeText = (text: string) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  const paragraphs = body
    .split(/\n{2,}/)
    .map((each) => `<p>${escapeText(each.trim()).replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeText(subject)}</title></head><body style="font-family:sans-serif;font-size:16px;line-height:1.5">${paragraphs.join('')}</body></html>`
}

/** The server will not take this message for this recipient; a wrong password, say, is another matter. */
function isRefusal(error: unknown): boolean {
  const { code, permanent } = error as { code?: unknown; permanent?: unknown }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && permanent === true
}
