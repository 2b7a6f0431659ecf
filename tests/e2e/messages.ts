import { expect, type Page } from '@playwright/test'

type Message = { recipient: string; body: string; channel: 'sms' | 'email' }

/** The messages that went out, the newest first, as the demo's inbox shows them. */
async function readMessages(page: Page): Promise<Message[]> {
  const answer = await page.request.get('/dev/outbox')
  return (await answer.json()) as Message[]
}

/** How many messages have gone out: taken before what is to send another. */
export async function countMessages(page: Page): Promise<number> {
  return (await readMessages(page)).length
}

/**
 * The one-time code of the newest message, as a person reads it; waits until there are more than `before` messages.
 * @param to only of messages to this phone number or address
 */
export async function readCode(page: Page, { before, to }: { before: number; to?: string }): Promise<string> {
  await expect.poll(() => countMessages(page)).toBeGreaterThan(before)
  const messages = await readMessages(page)
  const newest = messages.find(({ recipient }) => to === undefined || recipient === to)
  const code = newest?.body.match(/(?<!\d)\d{6}(?!\d)/)?.[0]
  if (code === undefined) throw new Error('no code in the newest message')
  return code
}
