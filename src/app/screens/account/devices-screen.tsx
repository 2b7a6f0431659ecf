import { useState } from 'preact/hooks'
import { accountEndpoints, type DevicesView, type SignInMethod } from '../../../core/api/account-contract.ts'
import { request } from '../../../core/api/request.ts'
import { describeAge } from '../../../i18n/age.ts'
import { writeMoment } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { AccountPage } from './account-page.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { useAnswer } from './use-answer.ts'

type Device = DevicesView['devices'][number]

const methods = {
  password: 'devices.byPassword',
  vneid: 'devices.byVneid',
  passkey: 'devices.byPasskey',
} as const satisfies Record<SignInMethod, string>

/** Where the account is and was used, and the way to end it there. */
export function DevicesScreen() {
  const { language } = useApp()
  const { answered, reload } = useAnswer(() => request(issuer, accountEndpoints.readDevices))
  const [removing, setRemoving] = useState<Device>()
  const [removed, setRemoved] = useState('')
  const action = useSessionAction()
  const remove = (device: Device, password: string) =>
    action.run(async () => {
      const params = { id: device.id }
      await request(issuer, accountEndpoints.removeDevice, { params, body: { password } })
      setRemoving(undefined)
      setRemoved(nameOf(device))
      await reload()
    })
  return (
    <AccountPage title={tAccount('devices.title')} answered={answered} reload={reload}>
      {({ devices, signIns }) => (
        <>
          <p>{tAccount('devices.lead')}</p>
          <p role="status" class={removed === '' ? 'unseen' : 'right'}>
            {removed !== '' && tAccount('devices.removed', { name: removed })}
          </p>
          <ul class="account-rows">
            {devices.map((device) => (
              <DeviceRow key={device.id} device={device} onRemove={() => setRemoving(device)} />
            ))}
          </ul>
          <h2>{tAccount('devices.signIns')}</h2>
          <ul class="account-rows">
            {signIns.map(({ at, method, device }) => (
              <li key={`${at} ${method}`}>
                <p>{writeMoment(at, language)}</p>
                <p class="small">
                  {device || tAccount('devices.unnamed')} · {tAccount(methods[method])}
                </p>
              </li>
            ))}
          </ul>
          {removing && (
            <RemovalDialog
              title={tAccount('devices.removeTitle', { name: nameOf(removing) })}
              confirm={tAccount('devices.remove')}
              action={action}
              onConfirm={(password) => remove(removing, password)}
              onClose={() => setRemoving(undefined)}
            >
              <p>{tAccount('devices.removeHow')}</p>
            </RemovalDialog>
          )}
        </>
      )}
    </AccountPage>
  )
}

function nameOf({ name }: Device): string {
  return name || tAccount('devices.unnamed')
}

/** This device is left by signing out, which wipes it as well. */
function DeviceRow({ device, onRemove }: { device: Device; onRemove: () => void }) {
  const { language, now } = useApp()
  const when = describeAge(now - device.usedAt, language) ?? tAccount('devices.now')
  return (
    <li class="row">
      <div>
        <p class="row-name">{nameOf(device)}</p>
        <p class="small">
          {describeState(device)} · {tAccount('devices.used', { when })}
        </p>
      </div>
      {!device.current && (
        <button
          type="button"
          class="plain"
          aria-label={tAccount('devices.removeOf', { name: nameOf(device) })}
          onClick={onRemove}
        >
          {tAccount('devices.remove')}
        </button>
      )}
    </li>
  )
}

function describeState({ current, active, reason }: Device): string {
  if (current) return tAccount('devices.here')
  if (active) return tAccount('devices.active')
  return tAccount(reason === 'device_replaced' ? 'devices.replaced' : 'devices.ended')
}
