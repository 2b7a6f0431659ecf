import { endpoints } from '../../../core/api/contract.ts'
import { PushKindsRequest, SavePushRequest } from '../../../core/api/push-contract.ts'
import type { SessionColumns } from '../../db/session-columns.ts'
import type { PushService } from '../../push/push.ts'
import { problem } from '../problem.ts'
import { json, noContent, type RouteKit } from '../route-kit.ts'

const ownerOf = ({ person_id: personId, device_id: deviceId }: SessionColumns) => ({ personId, deviceId })

/** Push on this device, and which kinds of notices a person wants to be told of. */
export function registerPushRoutes(
  { serve, withSession, withBody, sessions, now }: RouteKit,
  { push }: { readonly push: PushService },
): void {
  serve(endpoints.readPush, (c) =>
    withSession(c, sessions.find, async (row) => json(await push.read(ownerOf(row)))),
  )
  serve(endpoints.savePush, (c) =>
    withBody(c, SavePushRequest, (subscription) =>
      withSession(c, sessions.find, async (row) => {
        const saved = await push.save(ownerOf(row), subscription, now())
        return saved.ok ? noContent() : problem('invalid_fields', saved.error)
      }),
    ),
  )
  serve(endpoints.endPush, (c) =>
    withSession(c, sessions.find, async (row) => {
      await push.end(ownerOf(row))
      return noContent()
    }),
  )
  serve(endpoints.choosePushKinds, (c) =>
    withBody(c, PushKindsRequest, ({ off }) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        await push.chooseOff(personId, off)
        return noContent()
      }),
    ),
  )
}
