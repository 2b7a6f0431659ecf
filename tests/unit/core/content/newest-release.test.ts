import { expect, it } from 'vitest'
import { findNewest } from '../../../../src/core/content/newest-release.ts'

const releases = [
  { sequence: 4, name: 'facilities' },
  { sequence: 3, name: 'branches', language: 'vi' },
  { sequence: 2, name: 'facilities', language: 'vi' },
  { sequence: 1, name: 'facilities' },
]

it.each([
  [{ name: 'facilities' }, 4],
  [{ name: 'facilities', language: 'vi' }, 2],
  [{ name: 'facilities', language: 'ko' }, 4],
  [{ name: 'branches' }, undefined],
  [{ name: 'branches', language: 'vi' }, 3],
])('of %j phones have release %s', (pack, sequence) => {
  expect(findNewest(releases, pack)?.sequence).toBe(sequence)
})
