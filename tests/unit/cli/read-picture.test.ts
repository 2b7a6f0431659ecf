import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPictureFile } from '../../../src/cli/read-picture.ts'
import { makeProfiledPng } from '../../support/profiled-png.ts'
import { makeTestFolder } from '../../support/test-folder.ts'

it('a picture takes the command no longer for a colour profile of very many steps', async () => {
  const folder = makeTestFolder('vi-bhyt-profile-')
  const file = join(folder, 'profile.png')
  writeFileSync(file, makeProfiledPng(10_000))
  const before = process.cpuUsage()
  const read = await readPictureFile(file)
  const { user, system } = process.cpuUsage(before)
  rmSync(folder, { recursive: true })
  expect(read.ok).toBe(true)
  // Looked at, it takes some five seconds.
  expect(user + system).toBeLessThan(1_500_000)
})
