import { useEffect, useRef, useState } from 'preact/hooks'
import { readClock, useNow } from '../ui/browser/clock.ts'
import type { CounterCode } from '../verifier/counter-codes.ts'
import { NewBuildOffer } from './browser/new-build-offer.tsx'
import { deskLanguages, type TranslateDesk, translateDesk } from './desk-texts.ts'
import type { DeskMode } from './engine/desk-engine.ts'
import { daysToEnd, findIssuedAt, judgeListsAge } from './lists/lists-age.ts'
import { AnswerPanel } from './panels/answer-panel.tsx'
import { CounterPanel } from './panels/counter-panel.tsx'
import { FacilityDialog } from './panels/facility-dialog.tsx'
import { PosterPanel } from './panels/poster-panel.tsx'
import { ScanPanel } from './panels/scan-panel.tsx'
import { ScannerPanel } from './panels/scanner-panel.tsx'
import { ListsPanel, RecordsPanel, reasonOf, ShiftPanel } from './panels/work-panels.tsx'
import { type Desk, useDeskWindow } from './use-desk-window.ts'

const modes: readonly DeskMode[] = ['quick', 'counter', 'poster']

/** The hospital desk: one field that is always ready, one large answer, and the work beside it. */
export function DeskPage() {
  const desk = useDeskWindow()
  const { settings, shown, directory } = desk
  const { language, facility, mode } = settings
  const t = translateDesk[language]
  const [isChoosing, setChoosing] = useState(false)
  const [counterCode, setCounterCode] = useState<CounterCode>()
  const isCounter = mode === 'counter' && facility !== undefined

  useEffect(() => {
    document.documentElement.lang = language
    document.title = t('desk.app')
  }, [language])
  useEffect(() => {
    setCounterCode(isCounter ? desk.askCounterCode(facility) : undefined)
  }, [isCounter, facility])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) desk.blank()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  // Of now: a scan may have waited for the settings. Without a code that is shown no answer is the right one,
  // also where there is none because nobody has chosen the facility.
  const counter = useRef<{ readonly facility: string | undefined; readonly nonce: string } | undefined>(
    undefined,
  )
  counter.current = mode === 'counter' ? { facility, nonce: counterCode?.nonce ?? '' } : undefined
  const judge = async (text: string, fromKeyboard: boolean) => {
    const answer = await desk.judge(text, { fromKeyboard, readNonce: () => counter.current?.nonce })
    const isTaken = answer?.kind === 'verdict' && answer.outcome.verdict === 'valid'
    // The next patient gets a code of their own.
    const asking = counter.current?.facility
    if (asking !== undefined && isTaken) setCounterCode(desk.askCounterCode(asking))
  }

  const colour = shown?.answer.kind === 'verdict' ? shown.answer.colour : undefined
  return (
    <div class="desk">
      <header class="desk-top">
        <p class="app-name">{t('desk.app')}</p>
        <p class="desk-facility">
          <span>{t('facility.label')}: </span>
          <strong>
            {facility === undefined
              ? t('facility.none')
              : `${facility} ${directory.find(facility)?.name ?? ''}`.trim()}
          </strong>{' '}
          <button type="button" class="plain" onClick={() => setChoosing(true)}>
            {t(facility === undefined ? 'facility.choose' : 'facility.change')}
          </button>
        </p>
        <div class="desk-settings">
          <label>
            <input
              type="checkbox"
              checked={settings.isLoud}
              onChange={(event) => desk.setLoud(event.currentTarget.checked)}
            />{' '}
            <span>{t('desk.sound')}</span>
          </label>
          <fieldset class="desk-languages">
            <legend class="unseen">{t('desk.language')}</legend>
            {deskLanguages.map((each) => (
              <button
                key={each}
                type="button"
                class="plain"
                lang={each}
                aria-pressed={each === language}
                onClick={() => desk.chooseLanguage(each)}
              >
                {each === 'vi' ? 'Tiếng Việt' : 'English'}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{t('desk.title')}</h1>
        <Notices t={t} desk={desk} />
        <NewBuildOffer t={t} />
        <fieldset class="modes">
          <legend>{t('mode.label')}</legend>
          {modes.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="mode"
                checked={each === mode}
                onChange={() => desk.chooseMode(each)}
              />
              <span>{t(`mode.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <div class="desk-columns">
          <div>
            <ScanPanel
              t={t}
              lead={t(`mode.${mode}Lead`)}
              onText={(text, fromKeyboard) => void judge(text, fromKeyboard)}
              onRemark={(remark) => void desk.remark(remark)}
            />
            <ScannerPanel t={t} onText={(text) => void judge(text, false)} />
            {mode !== 'quick' && facility === undefined && (
              <p class="notice" role="status">
                {t('mode.needsFacility')}
              </p>
            )}
            {isCounter && counterCode && (
              <CounterPanel
                key={counterCode.nonce}
                t={t}
                code={counterCode}
                onNext={() => setCounterCode(desk.askCounterCode(facility))}
              />
            )}
            {mode === 'poster' && facility !== undefined && (
              <PosterPanel t={t} facility={facility} directory={directory} />
            )}
          </div>
          <AnswerPanel
            place={{ t, language, directory, facility }}
            shown={shown}
            listsIssuedAt={desk.lists?.statusLists.length ? findIssuedAt(desk.lists) : undefined}
            isJudging={desk.isJudging}
            onBlank={desk.blank}
            onRecord={() => void desk.makeRecord(reasonOf(desk.isOnline, colour))}
          />
        </div>
        <div class="desk-work">
          <ShiftPanel {...{ t, language, desk }} />
          <RecordsPanel {...{ t, language, desk }} />
          <ListsPanel {...{ t, language, desk }} />
        </div>
      </main>
      {isChoosing && (
        <FacilityDialog
          t={t}
          directory={directory}
          onClose={() => setChoosing(false)}
          onChoose={(code) => {
            desk.chooseFacility(code)
            setChoosing(false)
          }}
        />
      )}
    </div>
  )
}

/** What the desk should know of itself: network, age of the lists, clock. */
function Notices({ t, desk }: { t: TranslateDesk; desk: Desk }) {
  useNow()
  const now = readClock()
  const { lists, isOnline, clockOffset, isKept, hasAskedForLists } = desk
  const age = lists && judgeListsAge(lists, now)
  // Before the first answer of a new desk nothing is late yet.
  const isFetching = age !== 'fresh' && !hasAskedForLists
  const end = lists && daysToEnd(lists, now)
  return (
    <div class="desk-notices" role="status">
      {!isOnline && <p class="notice">{t('net.off')}</p>}
      {isFetching && <p class="small">{t('age.fetching')}</p>}
      {age && !isFetching && (
        <p class={age === 'month' || age === 'over' ? 'notice alarm' : 'small'} data-age={age}>
          {t(`age.${age}`)}
        </p>
      )}
      {end !== undefined && !isFetching && <p class="notice alarm">{t('age.ends', { count: end })}</p>}
      {clockOffset !== undefined && (
        <p class="notice alarm">
          {t('clock.wrong', { count: Math.max(1, Math.round(Math.abs(clockOffset) / 60)) })}
        </p>
      )}
      {!isKept && <p class="notice">{t('desk.notKept')}</p>}
    </div>
  )
}
