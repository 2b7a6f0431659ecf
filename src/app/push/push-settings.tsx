import { type SwitchableKind, switchableKinds } from '../../core/api/push-contract.ts'
import type { PushTextKey } from '../../i18n/keys.ts'
import type { PushState } from '../../wallet/push/push-state.ts'
import { ErrorText } from '../requests/error-text.tsx'
import { tPush } from '../texts/push-texts.ts'
import { PushTerms } from './push-question.tsx'
import type { PushSwitch } from './use-push.ts'
import './push.css'

/** What is said of each state; of `home-screen` a guide instead. */
const states: Readonly<Record<Exclude<PushState, 'home-screen'>, PushTextKey>> = {
  unsupported: 'push.state.unsupported',
  'signed-out': 'push.state.off',
  'not-offered': 'push.state.notOffered',
  blocked: 'push.state.blocked',
  lapsed: 'push.state.lapsed',
  off: 'push.state.off',
  connecting: 'push.state.connecting',
  on: 'push.state.on',
}

const kinds: Readonly<Record<SwitchableKind, PushTextKey>> = {
  decision: 'push.kind.decision',
  payment: 'push.kind.payment',
  validity: 'push.kind.validity',
}

/** How push stands on this device, which kinds it is for, and changing both. */
export function PushSettings({ push }: { push: PushSwitch }) {
  const { kept, isBusy, error } = push
  if (!kept) return null
  const { state, off, trouble } = kept
  const isWanted = state === 'on' || state === 'connecting'
  const canSwitchOn = state === 'off' || state === 'lapsed'
  return (
    <section class="offer" aria-labelledby="push-title">
      <h2 id="push-title">{tPush('push.title')}</h2>
      <div role="status">
        {state === 'home-screen' ? <HomeScreenGuide /> : <p class="said">{tPush(states[state])}</p>}
        {state === 'connecting' && trouble === 'browser' && <p>{tPush('push.browserSilent')}</p>}
      </div>
      {error && <ErrorText code={error.code} />}
      {canSwitchOn && <PushTerms />}
      {canSwitchOn && (
        <button type="button" class="plain" aria-disabled={isBusy} onClick={push.switchOn}>
          {tPush('push.on')}
        </button>
      )}
      {isWanted && (
        <button type="button" class="plain" aria-disabled={isBusy} onClick={push.switchOff}>
          {tPush('push.off')}
        </button>
      )}
      {isWanted && (
        <label class="check push-check">
          <input
            type="checkbox"
            checked={push.hasDetails}
            aria-describedby="push-details-how"
            onChange={({ currentTarget }) => push.chooseDetails(currentTarget.checked)}
          />
          {tPush('push.details')}
        </label>
      )}
      {isWanted && (
        <p class="small" id="push-details-how">
          {tPush('push.detailsHow')}
        </p>
      )}
      {off ? (
        <fieldset class="push-kinds">
          <legend>{tPush('push.kinds')}</legend>
          <p class="small">{tPush('push.kind.security')}</p>
          {switchableKinds.map((kind) => (
            <label key={kind} class="check push-check">
              <input
                type="checkbox"
                checked={!off.includes(kind)}
                onChange={({ currentTarget }) => push.chooseKind(kind, currentTarget.checked)}
              />
              {tPush(kinds[kind])}
            </label>
          ))}
          <p class="small">{tPush('push.kindsOff')}</p>
        </fieldset>
      ) : (
        trouble !== undefined && <p class="small">{tPush('push.kindsOffline')}</p>
      )}
    </section>
  )
}

/** iPhones and iPads take pushes only in an app on the home screen: how it comes there. */
function HomeScreenGuide() {
  return (
    <>
      <p>{tPush('push.homeScreen')}</p>
      <ol class="steps">
        <li>{tPush('push.homeScreen.share')}</li>
        <li>{tPush('push.homeScreen.add')}</li>
        <li>{tPush('push.homeScreen.open')}</li>
      </ol>
    </>
  )
}
