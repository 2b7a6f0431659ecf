import { useEffect, useState } from 'preact/hooks'
import type { RefreshOutcome } from '../../../core/snapshot/refresh-outcome.ts'
import { describeAge } from '../../../i18n/age.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { useApp } from '../../app-state.ts'
import { findEnvironment } from '../../browser/environment.ts'
import { InstallOffer, useInstallOffer } from '../../browser/install-offer.tsx'
import { keepStorage } from '../../browser/install-prompt.ts'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { findRegistration } from '../../service-worker/registration.ts'
import { UpdateOffer } from '../../service-worker/update-offer.tsx'
import { tApp } from '../../texts/app-texts.ts'
import { HomeScreenSteps } from '../sign-in/ios-guide.tsx'
import { type Check, checkOffline, type DeviceFacts } from './offline-checks.ts'

async function readFacts(): Promise<DeviceFacts> {
  const [persisted, registration] = await Promise.all([
    navigator.storage?.persisted?.().catch(() => false) ?? false,
    findRegistration(),
  ])
  return { installed: findEnvironment().installed, persisted, worker: registration?.active != null }
}

/** Will the card be there when the network is not? Each answer with what to do about it. */
export function OfflineCheckScreen() {
  const { summary, now, language, online, refresh } = useApp()
  const [facts, setFacts] = useState<DeviceFacts>()
  const [refused, setRefused] = useState(false)
  const [update, setUpdate] = useState<RefreshOutcome>()
  const { isBusy, run } = useAction()
  const { missing, isBarred } = useMissing('readiness')
  const readAgain = () => void readFacts().then(setFacts)
  useEffect(readAgain, [now])

  const keep = async () => {
    setRefused(!(await keepStorage()))
    readAgain()
  }
  const updateNow = () =>
    run(async () => {
      setUpdate(undefined)
      setUpdate(await refresh({ force: true }))
      readAgain()
    })
  if (!facts) {
    return (
      <SubPage title={tApp('readiness.title')} up="/tien-ich">
        <p>{tApp('readiness.checking')}</p>
      </SubPage>
    )
  }
  const checks = checkOffline(summary, facts, now)
  const allGood = checks.every(({ state }) => state === 'good')
  const lastAt = summary.refresh?.lastSuccessAt
  const ago = lastAt === undefined ? undefined : describeAge(now - lastAt, language)
  return (
    <SubPage title={tApp('readiness.title')} up="/tien-ich">
      <UpdateOffer />
      {isBarred && <MissingNotice missing={missing} />}
      <p class={allGood ? 'verdict good' : 'verdict'}>
        {tApp(allGood ? 'readiness.allGood' : isBarred ? 'readiness.barred' : 'readiness.some')}
      </p>
      <ul class="checks">
        {checks.map((check) => (
          <li key={check.name} class={check.state}>
            <CheckMark state={check.state} />
            <div>
              <CheckText check={check} />
              {check.name === 'kept' && check.state === 'attention' && (
                <>
                  {refused && <p class="small">{tApp('readiness.keepRefused')}</p>}
                  <button type="button" class="plain" onClick={() => void keep()}>
                    {tApp('readiness.keep')}
                  </button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {!facts.installed && <HowToInstall />}
      {summary.signedIn && (
        <section class="update">
          <p role="status">{describeUpdate(isBusy ? 'working' : update, lastAt !== undefined, ago)}</p>
          {!isBusy && update?.kind === 'failed' && <ErrorText code={update.code} />}
          <button type="button" class="plain" aria-disabled={!online || isBusy} onClick={updateNow}>
            {tApp('readiness.update')}
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
  if (update === 'working') return tApp('readiness.updating')
  if (update?.kind === 'fresh' || update?.kind === 'unchanged') return tApp('readiness.upToDate')
  if (!everUpdated) return tApp('readiness.neverUpdated')
  return ago === undefined ? tApp('readiness.justUpdated') : tApp('readiness.updated', { ago })
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
        <span class="unseen">{tApp(state === 'good' ? 'readiness.good' : 'readiness.attention')}: </span>
      )}
    </>
  )
}

function CheckText({ check: { name, state, value = 0 } }: { check: Check }) {
  const { language } = useApp()
  const good = state === 'good'
  switch (name) {
    case 'installed':
      return <p>{tApp(good ? 'readiness.installed' : 'readiness.notInstalled')}</p>
    case 'kept':
      return <p>{tApp(good ? 'readiness.kept' : 'readiness.notKept')}</p>
    case 'worker':
      return (
        <TitledNote
          title={tApp(good ? 'readiness.worker' : 'readiness.noWorker')}
          how={tApp(good ? 'readiness.workerPrivate' : 'readiness.noWorkerHow')}
        />
      )
    case 'keys':
      return state === 'unknown' ? (
        <p>{tApp('readiness.noCredential')}</p>
      ) : (
        <TitledNote
          title={tApp(good ? 'readiness.keys' : 'readiness.noKeys')}
          how={good ? '' : tApp('readiness.noKeysHow')}
        />
      )
    case 'days':
      return (
        <TitledNote
          title={
            state === 'unknown' ? tApp('readiness.noCredential') : tApp('readiness.days', { count: value })
          }
          how={tApp('readiness.daysHow')}
        />
      )
    case 'clock':
      if (state === 'unknown')
        return <TitledNote title={tApp('readiness.clockUnknown')} how={tApp('readiness.clockUnknownHow')} />
      return good ? (
        <p>{tApp('readiness.clockRight')}</p>
      ) : (
        <TitledNote
          title={tApp('readiness.clockWrong', { time: formatMinutes(Math.abs(value), language) })}
          how={tApp('readiness.clockHow')}
        />
      )
  }
}

/** The way to the home screen, where the browser makes no offer of its own. */
function HowToInstall() {
  const offer = useInstallOffer()
  if (offer) return <InstallOffer />
  if (!findEnvironment().ios) return <p>{tApp('readiness.installHow')}</p>
  return (
    <details>
      <summary>{tApp('ios.title')}</summary>
      <HomeScreenSteps />
      <p class="small">{tApp('readiness.installedApart')}</p>
    </details>
  )
}

function TitledNote({ title, how }: { title: string; how: string }) {
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
