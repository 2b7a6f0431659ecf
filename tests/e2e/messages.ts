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
 * The newest one-time code among the messages that went out after the first `before`, as a person reads it; waits for it.
 * @param to only of messages to this phone number or address
 */
export async function readCode(page: Page, { before, to }: { before: number; to?: string }): Promise<string> {
  const find = async () => {
    const messages = await readMessages(page)
    if (messages.length <= before) return undefined
    // One more: a notice of the same second may stand before the code.
    return messages
      .slice(0, messages.length - before + 1)
      .filter(({ recipient }) => to === undefined || recipient === to)
      .map(({ body }) => body.match(/(?<!\d)\d{6}(?!\d)/)?.[0])
      .find((code) => code !== undefined)
  }
  await expect.poll(find).toBeDefined()
  return (await find()) ?? ''
}
