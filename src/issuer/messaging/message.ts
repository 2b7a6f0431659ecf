import type { Bytes } from '../../core/bytes.ts'

/** What is told to a person: in Vietnamese, the language of the service. A text message takes no subject and no attachment. */
export type Message = {
  readonly recipient: string
  readonly body: string
  /** Unix seconds from which on it is worth nothing and is not delivered any more; for codes. */
  readonly endsAt?: number
} & (
  | { readonly channel: 'sms' }
  | { readonly channel: 'email'; readonly subject: string; readonly attachment?: Attachment }
)

export type Attachment = { readonly name: string; readonly content: Bytes }

export type Channel = Message['channel']

/** A message on its way. The id stays the same at every try. */
export type OutgoingMessage = Message & { readonly id: string; readonly createdAt: number }

/** How messages of one channel leave the service: over SMTP, through the SMS gateway, or into the demo's inbox. */
export type MessageTransport = {
  /**
   * `sent`: taken over for delivery. `refused`: it will never be, such as for a recipient that does not exist. Throws for
   * everything that may be better at the next try.
   */
  send(message: OutgoingMessage): Promise<'sent' | 'refused'>
  /** Closes what is open. */
  close?(): void
}
