import { PUSH_TAG } from './push-tag.ts'
import { refresh } from './refresh.ts'

/**
 * Shows a push, then fetches what is new. Shown first, and by nothing that could hang or be missing: a
 * browser ends the subscription of whoever lets a push pass unseen, Safari after the third. What it says the
 * issuer has written (issuer/push/push-payload.ts), encrypted to this browser; one that cannot be read is
 * shown as well.
 */
export async function answerPush(
  worker: ServiceWorkerGlobalScope,
  data: PushMessageData | null,
): Promise<void> {
  const { title, body, lang } = readNotification(data)
  const text = (value: unknown, absent: string) => (typeof value === 'string' ? value.slice(0, 120) : absent)
  await worker.registration
    .showNotification(text(title, 'Ví BHYT'), {
      body: text(body, ''),
      lang: text(lang, 'vi'),
      tag: PUSH_TAG,
      icon: '/icon-192.png',
    })
    // The permission has gone: there is nothing to show it with.
    .catch(() => {})
  await refresh(worker, true)
}

function readNotification(data: PushMessageData | null): Record<string, unknown> {
  try {
    return data?.json().notification ?? {}
  } catch {
    return {}
  }
}
