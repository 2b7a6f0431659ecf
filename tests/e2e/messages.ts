import { expect, type Page } from '@playwright/test'

type Message = { id: string; recipient: string; body: string; channel: 'sms' | 'email' }

/** The messages that went out, the newest first, as the demo's inbox shows them. */
async function readMessages(page: Page): Promise<Message[]> {
  const answer = await page.request.get('/dev/outbox')
  return (await answer.json()) as Message[]
}

/** The messages that have gone out, by id: taken before what is to send another. */
export async function listSent(page: Page): Promise<ReadonlySet<string>> {
  return new Set((await readMessages(page)).map(({ id }) => id))
}

/**
 * The one-time code among the messages that went out since `before`, as a person reads it; waits for it.
 * @param to only of messages to this phone number or address
 */
export async function readCode(
  page: Page,
  { before, to }: { before: ReadonlySet<string>; to?: string },
): Promise<string> {
  const find = async () =>
    (await readMessages(page))
      .filter(({ id, recipient }) => !before.has(id) && (to === undefined || recipient === to))
      .map(({ body }) => body.match(/(?<!\d)\d{6}(?!\d)/)?.[0])
      .find((code) => code !== undefined)
  await expect.poll(find, { intervals: [50, 100] }).toBeDefined()
  return (await find()) ?? ''
}
