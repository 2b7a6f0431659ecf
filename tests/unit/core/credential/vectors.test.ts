import { describe, expect, it } from 'vitest'
import { readVector } from '../../../support/vector-files.ts'
import { makeVectors } from '../../../support/vector-write.ts'

describe('vectors', () => {
  it('are what the generator writes, byte for byte', async () => {
    for (const [path, vector] of Object.entries(await makeVectors()))
      expect(JSON.parse(JSON.stringify(vector)), path).toEqual(readVector(path))
  })
})
