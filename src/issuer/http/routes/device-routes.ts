import { type DevicesView, RemovalRequest } from '../../../core/api/account-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { Reauthenticate } from '../../accounts/reauthenticate.ts'
import type { Devices } from '../../sessions/devices.ts'
import { answerError, problem } from '../problem.ts'
import { json, noContent, type RouteKit } from '../route-kit.ts'

export type DeviceServices = { readonly devices: Devices; readonly reauthenticate: Reauthenticate }

/** The devices of an account and its last sign-ins. */
export function registerDeviceRoutes(kit: RouteKit, { devices, reauthenticate }: DeviceServices): void {
  const { serve, withSession, withBody, sessions, now } = kit

  serve(endpoints.readDevices, (c) =>
    withSession(c, sessions.find, async (row) => {
      const listed = await devices.list(row.person_id, now())
      return json({
        devices: listed.devices.map((device) => ({
          id: device.id,
          name: device.name,
          createdAt: device.created_at,
          usedAt: device.used_at,
          active: device.ended_at === null,
          current: device.id === row.device_id,
          ...(device.ended_at !== null && { endedAt: device.ended_at }),
          ...(device.end_code !== null && { reason: device.end_code }),
        })),
        signIns: listed.signIns,
      } satisfies DevicesView)
    }),
  )

  serve(endpoints.removeDevice, (c) =>
    withBody(c, RemovalRequest, ({ password }) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const confirmed = await reauthenticate(personId, password, now())
        if (!confirmed.ok) return answerError(confirmed.error)
        const removed = await sessions.remove(personId, c.req.param('id') ?? '', now())
        return removed ? noContent() : problem('not_found')
      }),
    ),
  )
}
