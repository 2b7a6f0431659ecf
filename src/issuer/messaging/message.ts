import type { Bytes } from '../../core/bytes.ts'
import type { Language } from '../../i18n/languages.ts'

type Told = {
  readonly recipient: string
  readonly body: string
  /** Unix seconds from which on it is worth nothing and is not delivered any more; for codes. */
  readonly endsAt?: number
}

/** A text message takes no subject and no attachment. */
export type SmsMessage = Told & { readonly channel: 'sms' }

export type EmailMessage = Told & {
  readonly channel: 'email'
  readonly subject: string
  readonly attachment?: Attachment
  /** The language of text and subject, for the HTML of the mail. */
  readonly language?: Language
}

/** What is told to a person: written by the catalogue (message-texts.ts), in the person's language. */
export type Message = SmsMessage | EmailMessage

export type Attachment = { readonly name: string; readonly content: Bytes }

export type Channel = Message['channel']

/** A message on its way. The id stays the same at every try. */
export type OutgoingMessage = Message & { readonly id: string; readonly createdAt: number }

/**
 * How messages of one channel leave the service: over SMTP, through the SMS gateway, or into the demo's
 * inbox.
 */
export type MessageTransport = {
  /**
   * `sent`: taken over for delivery. `refused`: it will never be, such as for a recipient that does not
   * exist. Throws for everything that may be better at the next try.
   */
  send(message: OutgoingMessage): Promise<'sent' | 'refused'>
  /** Closes what is open. */
  close?(): void
}
