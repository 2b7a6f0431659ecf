import { describe, expect, it } from 'vitest'
import { boundHasher } from '../../../../src/issuer/accounts/bounded-hasher.ts'

/** A hasher whose work ends when it is told to. */
function createSlowHasher() {
  const pending: { name: string; end: () => void; fail: () => void }[] = []
  const started: string[] = []
  const work = (name: string) =>
    new Promise<boolean>((resolve, reject) => {
      started.push(name)
      pending.push({ name, end: () => resolve(true), fail: () => reject(new Error('fault')) })
    })
  return {
    started,
    endNext: async (how: 'end' | 'fail' = 'end') => {
      pending.shift()?.[how]()
      await new Promise((resolve) => setImmediate(resolve))
    },
    hasher: {
      hash: async (name: string) => String(await work(name)),
      verify: (_stored: string, name: string) => work(name),
    },
  }
}

describe('the bounded hasher', () => {
  it('does so many at a time, in order', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 2, waiting: 10 })
    const all = ['a', 'b', 'c', 'd'].map((name) => bound.verify('', name))
    expect(slow.started).toEqual(['a', 'b'])
    await slow.endNext()
    expect(slow.started).toEqual(['a', 'b', 'c'])
    await slow.endNext()
    await slow.endNext()
    await slow.endNext()
    expect(await Promise.all(all)).toEqual([true, true, true, true])
  })

  it('sends away what is beyond the queue, and says when to come back', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 1 })
    const kept = [bound.verify('', 'a'), bound.hash('b')]
    await expect(bound.verify('', 'c')).rejects.toMatchObject({ code: 'too_many_requests', retryAfter: 5 })
    await slow.endNext()
    await slow.endNext()
    expect(await Promise.all(kept)).toEqual([true, 'true'])
    expect(slow.started).toEqual(['a', 'b'])
  })

  it('lets fewer wait when one takes long', async () => {
    const slow = createSlowHasher()
    let now = 0
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 100, clock: () => now })
    for (let done = 0; done < 200; done++) {
      const one = bound.verify('', 'slow')
      now += 4000
      await slow.endNext()
      await one
    }
    // One that runs, and two that will have their turn within eight seconds.
    const kept = ['a', 'b', 'c'].map((name) => bound.verify('', name))
    await expect(bound.verify('', 'd')).rejects.toMatchObject({ code: 'too_many_requests' })
    for (let done = 0; done < 3; done++) await slow.endNext()
    expect(await Promise.all(kept)).toEqual([true, true, true])
  })

  it('lets networks take turns, so that one that floods keeps nobody waiting', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 10 })
    const ask = (name: string, client: string) => bound.verify('', name, { account: name, client })
    const flood = Array.from({ length: 6 }, (_, index) => ask(`flood ${index}`, '203.0.113.1'))
    const others = [ask('a', '198.51.100.1'), ask('b', '198.51.100.2')]
    for (let done = 0; done < 8; done++) await slow.endNext()
    await Promise.all([...flood, ...others])
    expect(slow.started).toEqual(
      [0, 1, 'a', 'b', 2, 3, 4, 5].map((n) => (typeof n === 'number' ? `flood ${n}` : n)),
    )
  })

  it('makes room for others where one network, of however many addresses, has filled the queue', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 4 })
    const flood = Array.from({ length: 9 }, (_, index) =>
      bound
        .verify('', `flood ${index}`, { account: `${index}`, client: `2001:db8:1:${index}` })
        .catch(() => 'away'),
    )
    const others = ['a', 'b', 'c'].map((name, index) =>
      bound.verify('', name, { account: name, client: `198.51.100.${index}` }),
    )
    for (let done = 0; done < 5; done++) await slow.endNext()
    expect(await Promise.all(others)).toEqual([true, true, true])
    expect((await Promise.all(flood)).filter((outcome) => outcome === true)).toHaveLength(2)
  })

  it('lets five of one account wait for one client', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 10 })
    const ask = (client: string) => bound.verify('', client, { account: 'one', client })
    const kept = Array.from({ length: 6 }, () => ask('203.0.113.1'))
    await expect(ask('203.0.113.1')).rejects.toMatchObject({ code: 'too_many_requests' })
    kept.push(ask('198.51.100.1'))
    for (let done = 0; done < 7; done++) await slow.endNext()
    expect(await Promise.all(kept)).toEqual(Array(7).fill(true))
    kept.push(ask('203.0.113.1'))
    await slow.endNext()
    expect(await kept.at(-1)).toBe(true)
  })

  it('hands its place on after a fault', async () => {
    const slow = createSlowHasher()
    const bound = boundHasher(slow.hasher, { running: 1, waiting: 5 })
    const first = bound.verify('', 'a')
    const second = bound.verify('', 'b')
    await Promise.all([expect(first).rejects.toThrow('fault'), slow.endNext('fail')])
    await slow.endNext()
    expect(await second).toBe(true)
  })
})
