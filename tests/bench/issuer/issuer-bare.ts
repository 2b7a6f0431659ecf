/**
 * Bare routes of the same framework that take the same requests and return the same bytes, head and body, as
 * the issuer: what can be reached at all. Told by a file what to answer.
 */
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

export type BareAnswer = { readonly headers: Record<string, string>; readonly body: string }
export type BareAnswers = {
  readonly snapshot: BareAnswer
  readonly notModified: BareAnswer
  readonly renewal: BareAnswer
}

const answers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareAnswers
const snapshot = new Uint8Array(Buffer.from(answers.snapshot.body, 'base64'))
const renewal = Buffer.from(answers.renewal.body, 'base64').toString()

const app = new Hono()
app.get('/snapshot', () => new Response(snapshot, { headers: answers.snapshot.headers }))
app.get('/not-modified', () => new Response(null, { status: 304, headers: answers.notModified.headers }))
app.post('/renewal', async (c) => {
  await c.req.text()
  return new Response(renewal, { headers: answers.renewal.headers })
})

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }))
