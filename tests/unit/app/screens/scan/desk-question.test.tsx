// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { DeskQuestion } from '../../../../../src/app/screens/scan/desk-question.tsx'
import { tScan } from '../../../../../src/app/texts/scan-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { listPresentations } from '../../../../../src/wallet/presenting/presentations.ts'
import { DIRECTORY_TEXT } from '../../../../support/app/directory-text.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'
import { NOW } from '../../../../support/vectors/world.ts'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

const DESK = `BHYT-DESK:1/01929/${'0123456789ABCDEF'.repeat(2)}`
const POSTER = 'BHYT-DESK:2/01929'

/** The question of a desk in a wallet with cards; `table` is the directory that came with the app. */
async function ask(text: string, { table = DIRECTORY_TEXT, isClockDoubtful = false } = {}) {
  const { db, refresh } = await createTestWallet()
  await refresh()
  vi.stubGlobal('fetch', async () => (table ? new Response(table) : new Response('', { status: 404 })))
  vi.setSystemTime(NOW * 1000)
  const state = { db, summary: await loadSummary(db), isClockDoubtful }
  const screen = await renderScreen(<DeskQuestion text={text} onAgain={() => {}} />, state)
  return { db, ...screen }
}

describe('a desk’s question', () => {
  it.each([DESK, POSTER])('names the facility by the directory: %s', async (text) => {
    const { text: shown } = await ask(text)
    await eventually(() => expect(shown()).toContain('Bệnh viện Bạch Mai (01-929)'))
  })

  it('says that a facility is unknown, or that there is no directory', async () => {
    const { status } = await ask('BHYT-DESK:2/99ZZZ')
    await eventually(() => expect(status()[0]).toContain(tScan('desk.unknownFacility')))
    expect(status()[0]).toContain('99-ZZZ')
    const { status: without } = await ask(POSTER, { table: '' })
    await eventually(() => expect(without()[0]).toContain(tScan('desk.noDirectory')))
    expect(without()[0]).toContain('01-929')
  })

  it.each([
    [DESK, 'counter'],
    [POSTER, 'poster'],
  ])('answers with one tap, and notes where: %s', async (text, mode) => {
    const { db, press, root } = await ask(text)
    await press(tScan('desk.answer'))
    await eventually(() => expect(document.querySelector('dialog svg, .counter svg')).not.toBeNull())
    expect(root.isConnected).toBe(true)
    const noted = [{ mode, facilityCode: '01929', cardId: 'card-1' }]
    await eventually(async () => expect(await listPresentations(db)).toMatchObject(noted))
  })

  it('answers a desk whatever the clock says, but no poster', async () => {
    const poster = await ask(POSTER, { isClockDoubtful: true })
    await poster.press(tScan('desk.answer'))
    await eventually(() => expect(poster.alert()).toContain(poster.app.t('code.clock')))
    expect(await listPresentations(poster.db)).toEqual([])
    const desk = await ask(DESK, { isClockDoubtful: true })
    await desk.press(tScan('desk.answer'))
    expect(desk.alert()).toBe('')
    await eventually(async () => expect(await listPresentations(desk.db)).toHaveLength(1))
  })

  it('says so where the wallet has no card that is signed', async () => {
    const { text, hasButton } = await renderScreen(<DeskQuestion text={POSTER} onAgain={() => {}} />)
    expect(text()).toContain(tScan('desk.noCard'))
    expect(hasButton(tScan('desk.answer'))).toBe(false)
    expect(text()).not.toContain(tUi('error.code'))
  })
})
