import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDemoDatabase } from '../support/issuer/demo-database.ts'
import { createTestIssuer } from '../support/issuer/issuer-fixture.ts'
import { runCommand, spawnCommand } from '../support/run-command.ts'

it('the command for content: one writes a pack, another who names what they looked at releases it to phones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-pack-'))
  const { database, location, dispose } = await openDemoDatabase('sqlite')
  const { issuer, clock, request } = await createTestIssuer(database)
  try {
    // The command goes by the machine's clock, which the service's is behind by the end.
    clock.now = Math.floor(Date.now() / 1000)
    const environment = { MODE: 'demo', DATABASE_FILE: 'file' in location ? location.file : '' }
    const run = (...words: string[]) => runCommand('content', words, { environment })
    const text = readFileSync('public/facilities.txt', 'utf8')
    const corrected = text.replace('p0000 001 004', 'p0000 999 888')
    expect(corrected).not.toBe(text)
    const file = join(folder, 'facilities.txt')
    writeFileSync(file, corrected)
    const [seen = '', another = ''] = [corrected, text].map((each) =>
      createHash('sha256').update(each).digest('hex'),
    )
    const id = (await run('draft', 'facilities', file, '--by', 'bien-tap')).out
    expect(id).toMatch(/^[\da-f-]{36}$/)
    const release = (sha256: string, by: string) => ['release', id, '--sha256', sha256, '--by', by]
    expect((await run(...release(seen, 'bien-tap'))).status).toBe(1)
    expect((await run(...release(another, 'phat-hanh'))).status).toBe(1)
    expect((await request(`/api/content/packs/${seen}`)).status).toBe(404)
    expect(spawnCommand('content', release(seen, 'phat-hanh'), { environment }).status).toBe(0)
    expect(await (await request(`/api/content/packs/${seen}`)).text()).toBe(corrected)
  } finally {
    await issuer.stop()
    await dispose()
    rmSync(folder, { recursive: true })
  }
})
