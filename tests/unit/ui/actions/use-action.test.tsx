// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../src/core/app-error.ts'
import { type Action, type ActionRules, useAction } from '../../../../src/ui/actions/use-action.ts'
import { renderPart, settle } from '../../../support/app/render-screen.tsx'

async function renderAction(rules?: ActionRules) {
  const held: { action?: Action } = {}
  function Probe() {
    held.action = useAction(rules)
    return null
  }
  const part = await renderPart(<Probe />)
  const action = () => {
    if (!held.action) throw new Error('not rendered')
    return held.action
  }
  return { ...part, action }
}

/** Work that ends when it is told to. */
function makeWork() {
  const end = Promise.withResolvers<void>()
  const work = vi.fn((_signal: AbortSignal) => end.promise)
  return { work, done: end.resolve, fail: end.reject }
}

describe('an action', () => {
  it('is done one at a time', async () => {
    const { action } = await renderAction()
    const first = makeWork()
    const second = makeWork()
    action().run(first.work)
    expect(await action().complete(second.work)).toBe(false)
    await settle()
    expect(action().isBusy).toBe(true)
    expect(second.work).not.toHaveBeenCalled()
    first.done()
    await settle()
    expect(action().isBusy).toBe(false)
    action().run(second.work)
    expect(second.work).toHaveBeenCalledTimes(1)
  })

  it('shows how it failed until the next one begins', async () => {
    const { action } = await renderAction()
    const reasons = ['too_short']
    expect(
      await action().complete(() =>
        Promise.reject(new AppError('password_weak', { retryAfter: 60, reasons })),
      ),
    ).toBe(false)
    await settle()
    expect(action()).toMatchObject({ isBusy: false, error: { code: 'password_weak', reasons } })
    expect(action().error?.until).toBeGreaterThan(60)
    const { work } = makeWork()
    action().run(work)
    await settle()
    expect(action()).toMatchObject({ isBusy: true, error: undefined })
  })

  it('is aborted, and not taken for done, when its screen goes', async () => {
    const { action, leave } = await renderAction()
    const { work, done } = makeWork()
    const ended = action().complete(work)
    const [signal] = work.mock.calls[0] ?? []
    expect(signal?.aborted).toBe(false)
    leave()
    expect(signal?.aborted).toBe(true)
    done()
    expect(await ended).toBe(false)
  })

  it('is tried once more where the page knows how, and told of where it does not', async () => {
    const onError = vi.fn()
    const attempt: ActionRules['attempt'] = (work) => work().catch(work)
    const { action } = await renderAction({ attempt, onError })
    const work = vi
      .fn()
      .mockRejectedValueOnce(new AppError('officer_proof_needed'))
      .mockResolvedValue(undefined)
    expect(await action().complete(work)).toBe(true)
    expect(work).toHaveBeenCalledTimes(2)
    expect(onError).not.toHaveBeenCalled()
    await action().complete(() => Promise.reject(new AppError('timeout')))
    expect(onError).toHaveBeenCalledWith({ code: 'timeout', reasons: [] })
  })
})
