import { hkdfSync } from 'node:crypto'
import * as v from 'valibot'
import { type Bytes, encodeUtf8 } from '../../core/bytes.ts'
import { languages } from '../../i18n/languages.ts'
import type { OutgoingMessageRow } from '../db/schema.ts'
import { openBytes, sealBytes, tryResealing } from '../sealing/sealed-bytes.ts'
import type { Message, OutgoingMessage } from './message.ts'

const Content = v.object({
  body: v.string(),
  subject: v.optional(v.string(), ''),
  language: v.optional(v.picklist(languages)),
  attachment: v.optional(v.object({ name: v.string(), content: v.string() })),
})

type RowHead = Pick<OutgoingMessageRow, 'id' | 'channel' | 'recipient'>

const labelOf = ({ id, channel, recipient }: RowHead) => `message\0${id}\0${channel}\0${recipient}`

/** The key that seals what waiting messages say. @param secret Any secret of the issuer. */
export function deriveContentKey(secret: Uint8Array): Bytes {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt outgoing message', 32))
}

/** Text, subject and attachment of a message, sealed and bound to its row. */
export function sealContent(message: Message, head: RowHead, key: Uint8Array): Bytes {
  const { body } = message
  const email = message.channel === 'email' ? message : undefined
  const attachment = email?.attachment && {
    name: email.attachment.name,
    content: Buffer.from(email.attachment.content).toString('base64'),
  }
  const content = {
    body,
    ...(email && { subject: email.subject, language: email.language }),
    ...(attachment && { attachment }),
  }
  return sealBytes(encodeUtf8(JSON.stringify(content)), key, labelOf(head))
}

/** The content of a row under another key; undefined if neither has sealed it. */
export function resealContent(
  head: RowHead,
  content: Bytes,
  keys: { readonly from: Uint8Array; readonly to: Uint8Array },
): Bytes | undefined {
  return tryResealing(content, keys, labelOf(head))
}

/** The message of a row; `unavailable` if another key has sealed it. What was emptied has an empty body. */
export function openMessage(row: OutgoingMessageRow, key: Uint8Array): OutgoingMessage {
  const { id, channel, recipient, created_at: createdAt } = row
  const text = row.content === null ? undefined : Buffer.from(openBytes(row.content, key, labelOf(row)))
  const content =
    text === undefined
      ? { body: row.body, subject: '', language: undefined }
      : v.parse(Content, JSON.parse(text.toString()))
  const head = {
    id,
    recipient,
    body: content.body,
    createdAt,
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
  }
  if (channel === 'sms') return { ...head, channel }
  const { subject, attachment, language } = content
  return {
    ...head,
    channel,
    subject,
    ...(language && { language }),
    ...(attachment && {
      attachment: {
        name: attachment.name,
        content: new Uint8Array(Buffer.from(attachment.content, 'base64')),
      },
    }),
  }
}
