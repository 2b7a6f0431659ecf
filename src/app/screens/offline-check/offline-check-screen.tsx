import { useEffect, useState } from 'preact/hooks'
import type { RefreshOutcome } from '../../../core/snapshot/refresh-outcome.ts'
import { describeAge } from '../../../i18n/age.ts'
import { useApp } from '../../app-state.ts'
import { findSurroundings } from '../../browser/environment.ts'
import { InstallOffer, useInstallOffer } from '../../browser/install-offer.tsx'
import { keepStorage } from '../../browser/install-prompt.ts'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { UpdateOffer } from '../../service-worker/update-offer.tsx'
import { findRegistration } from '../../service-worker/worker-bridge.ts'
import { say } from '../../texts/app-texts.ts'
import { HomeScreenSteps } from '../sign-in/ios-guide.tsx'
import { type Check, checkReadiness, type DeviceFacts } from './offline-checks.ts'

async function readFacts(): Promise<DeviceFacts> {
  const [persisted, registration] = await Promise.all([
    navigator.storage?.persisted?.().catch(() => false) ?? false,
    findRegistration(),
  ])
  return { installed: findSurroundings().installed, persisted, worker: registration?.active != null }
}

/** Will the card be there when the network is not? Each answer with what to do about it. */
export function ReadinessScreen() {
  const { face, now, language, online, refresh } = useApp()
  const [facts, setFacts] = useState<DeviceFacts>()
  const [refused, setRefused] = useState(false)
  const [update, setUpdate] = useState<'working' | RefreshOutcome>()
  const { missing, isBarred } = useMissing('readiness')
  const readAgain = () => void readFacts().then(setFacts)
  useEffect(readAgain, [now])

  const keep = async () => {
    setRefused(!(await keepStorage()))
    readAgain()
  }
  const updateNow = async () => {
    setUpdate('working')
    setUpdate(await refresh({ force: true }))
    readAgain()
  }
  if (!facts) {
    return (
      <SubPage title={say('readiness.title')} up="/tien-ich">
        <p>{say('readiness.checking')}</p>
      </SubPage>
    )
  }
  const checks = checkReadiness(face, facts, now)
  const allGood = checks.every(({ state }) => state === 'good')
  const lastAt = face.refresh?.lastSuccessAt
  const ago = lastAt === undefined ? undefined : describeAge(now - lastAt, language)
  return (
    <SubPage title={say('readiness.title')} up="/tien-ich">
      <UpdateOffer />
      {isBarred && <MissingNotice missing={missing} />}
      <p class={allGood ? 'verdict good' : 'verdict'}>
        {say(allGood ? 'readiness.allGood' : isBarred ? 'readiness.barred' : 'readiness.some')}
      </p>
      <ul class="checks">
        {checks.map((check) => (
          <li key={check.name} class={check.state}>
            <CheckMark state={check.state} />
            <div>
              <CheckText check={check} />
              {check.name === 'kept' && check.state === 'attention' && (
                <>
                  {refused && <p class="small">{say('readiness.keepRefused')}</p>}
                  <button type="button" class="plain" onClick={() => void keep()}>
                    {say('readiness.keep')}
                  </button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {!facts.installed && <HowToInstall />}
      {face.signedIn && (
        <section class="update">
          <p role="status">{describeUpdate(update, lastAt !== undefined, ago)}</p>
          {typeof update === 'object' && update.kind === 'failed' && <ErrorText code={update.code} />}
          <button
            type="button"
            class="plain"
            aria-disabled={!online || update === 'working'}
            onClick={() => void updateNow().catch(() => setUpdate(undefined))}
          >
            {say('readiness.update')}
          </button>
        </section>
      )}
    </SubPage>
  )
}

function describeUpdate(
  update: 'working' | RefreshOutcome | undefined,
  everUpdated: boolean,
  ago: string | undefined,
): string {
  if (update === 'working') return say('readiness.updating')
  if (update?.kind === 'fresh' || update?.kind === 'unchanged') return say('readiness.upToDate')
  if (!everUpdated) return say('readiness.neverUpdated')
  return ago === undefined ? say('readiness.justUpdated') : say('readiness.updated', { ago })
}

/** Shape and word as well as colour. */
function CheckMark({ state }: { state: Check['state'] }) {
  const drawing = {
    good: 'M5 12.500l4.500 4.500L19 7',
    attention: 'M12 5v9M12 18.500v.5',
    unknown: 'M6 12h12',
  }
  return (
    <>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d={drawing[state]} />
      </svg>
      {state !== 'unknown' && (
        <span class="unseen">{say(state === 'good' ? 'readiness.good' : 'readiness.attention')}: </span>
      )}
    </>
  )
}

function CheckText({ check: { name, state, value = 0 } }: { check: Check }) {
  const { language } = useApp()
  const good = state === 'good'
  switch (name) {
    case 'installed':
      return <p>{say(good ? 'readiness.installed' : 'readiness.notInstalled')}</p>
    case 'kept':
      return <p>{say(good ? 'readiness.kept' : 'readiness.notKept')}</p>
    case 'worker':
      return (
        <Told
          title={say(good ? 'readiness.worker' : 'readiness.noWorker')}
          how={say(good ? 'readiness.workerPrivate' : 'readiness.noWorkerHow')}
        />
      )
    case 'keys':
      return state === 'unknown' ? (
        <p>{say('readiness.noCredential')}</p>
      ) : (
        <Told
          title={say(good ? 'readiness.keys' : 'readiness.noKeys')}
          how={good ? '' : say('readiness.noKeysHow')}
        />
      )
    case 'days':
      return (
        <Told
          title={state === 'unknown' ? say('readiness.noCredential') : say('readiness.days', { days: value })}
          how={say('readiness.daysHow')}
        />
      )
    case 'clock':
      if (state === 'unknown')
        return <Told title={say('readiness.clockUnknown')} how={say('readiness.clockUnknownHow')} />
      return good ? (
        <p>{say('readiness.clockRight')}</p>
      ) : (
        <Told
          title={say('readiness.clockWrong', { time: formatMinutes(Math.abs(value), language) })}
          how={say('readiness.clockHow')}
        />
      )
  }
}

/** The way to the home screen, where the browser makes no offer of its own. */
function HowToInstall() {
  const offer = useInstallOffer()
  if (offer) return <InstallOffer />
  if (!findSurroundings().ios) return <p>{say('readiness.installHow')}</p>
  return (
    <details>
      <summary>{say('ios.title')}</summary>
      <HomeScreenSteps />
      <p class="small">{say('readiness.installedApart')}</p>
    </details>
  )
}

function Told({ title, how }: { title: string; how: string }) {
  return (
    <>
      <p>{title}</p>
      {how && <p class="small">{how}</p>}
    </>
  )
}

function formatMinutes(seconds: number, language: string): string {
  const format = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language, format).format(Math.round(seconds / 60))
}
