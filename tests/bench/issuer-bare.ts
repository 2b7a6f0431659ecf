/** A bare route of the same framework for each answer of the issuer, with the same bytes: what can be reached at all. */
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const [snapshotFile = '', credentialFile = ''] = process.argv.slice(2)
const snapshot = new Uint8Array(readFileSync(snapshotFile))
const credential = readFileSync(credentialFile, 'utf8')

const app = new Hono()
app.get('/api/snapshot', (c) =>
  c.req.header('if-none-match') === undefined
    ? c.body(snapshot, 200, { 'Content-Type': 'application/cose' })
    : c.body(null, 304),
)
app.post('/api/credentials', (c) => c.body(credential, 200, { 'Content-Type': 'application/json' }))

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }))
