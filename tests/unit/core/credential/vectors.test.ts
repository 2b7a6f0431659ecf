import { describe, expect, it } from 'vitest'
import { readVector } from '../../../support/vectors/files.ts'
import { makeVectors } from '../../../write/vectors.ts'

describe('vectors', () => {
  it('are what the generator writes, byte for byte', async () => {
    for (const [path, vector] of Object.entries(await makeVectors()))
      expect(JSON.parse(JSON.stringify(vector)), path).toEqual(readVector(path))
  })
})
