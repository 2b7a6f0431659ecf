/** A message in the demo's inbox. */
export type InboxMessage = {
  id: string
  channel: 'sms' | 'email'
  recipient: string
  subject?: string
  body: string
  attachment?: { name: string; path: string }
}

/** What asks an issuer, see issuer-fixture.ts. */
type Asker = { request(path: string): Promise<Response> }

/** What the inbox of the demo holds, the newest first. */
export async function readInbox({ request }: Asker): Promise<InboxMessage[]> {
  return (await (await request('/dev/outbox')).json()) as InboxMessage[]
}

/** The messages that are sent meanwhile. */
export async function readSent(asker: Asker, send: () => Promise<unknown>): Promise<InboxMessage[]> {
  const before = new Set((await readInbox(asker)).map(({ id }) => id))
  await send()
  return (await readInbox(asker)).filter(({ id }) => !before.has(id))
}

/** The code in the message that is sent meanwhile, as the person reads it. */
export async function readSentCode(asker: Asker, send: () => Promise<unknown>): Promise<string> {
  const sent = await readSent(asker, send)
  return sent.map(({ body }) => /\b\d{6}\b/.exec(body)?.[0]).find((code) => code !== undefined) ?? ''
}
