import type { DevicesView } from '../../../core/api/account-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { Devices } from '../../sessions/devices.ts'
import { problem } from '../problem.ts'
import { json, noContent, type RouteKit } from '../route-kit.ts'

/** The devices of an account and its last sign-ins. */
export function registerDeviceRoutes(kit: RouteKit, { devices }: { readonly devices: Devices }): void {
  const { serve, withSession, sessions, now } = kit

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
    withSession(c, sessions.find, async (row) =>
      (await sessions.remove(row.person_id, c.req.param('id') ?? '', now()))
        ? noContent()
        : problem('not_found'),
    ),
  )
}
