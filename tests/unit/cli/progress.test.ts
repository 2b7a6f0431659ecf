import { describe, expect, it } from 'vitest'
import { createProgress } from '../../../src/cli/progress.ts'

function follow(isTTY: boolean) {
  const clock = { now: 0 }
  const written: string[] = []
  const output = { isTTY, write: (text: string) => written.push(text) }
  return { clock, written, progress: createProgress('people', output, () => clock.now) }
}

describe('progress of long work', () => {
  it('is one line on a terminal, with what is left', () => {
    const { clock, written, progress } = follow(true)
    progress.tell(1, 100)
    expect(written).toEqual([])
    clock.now = 1000
    progress.tell(25, 100)
    progress.tell(26, 100)
    progress.end()
    progress.end()
    expect(written).toEqual(['\r\u001b[Kpeople: 25 of 100 (25 %), 3 s left', '\n'])
  })

  it('is a line now and then elsewhere, also where nobody knows how much there is', () => {
    const { clock, written, progress } = follow(false)
    clock.now = 9999
    progress.tell(50)
    clock.now = 10_000
    progress.tell(51)
    progress.end()
    expect(written).toEqual(['people: 51\n'])
  })
})
