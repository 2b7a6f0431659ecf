import type { Language } from '../../i18n/languages.ts'
import type { PushText } from '../inbox/notice-policy.ts'
import { tellWord } from '../messaging/message-texts.ts'

/** Where a push leads. */
const INBOX = '/tien-ich/thong-bao'

/** Every payload has this many bytes: who carries it does not see by its length what it says. */
export const PAYLOAD_LENGTH = 512

/**
 * What a push carries: one of five constant texts, in one of five languages, as a Declarative Web Push
 * message (the browser shows it by itself where it can, the service worker elsewhere). Nothing in it is about
 * a person: no name, no id, no kind. UTF-8, filled up with blanks.
 * @param origin scheme and host of the service; without it the link is relative
 */
export function writePushPayload(text: PushText, language: Language, origin = ''): string {
  const payload = JSON.stringify({
    web_push: 8030,
    notification: {
      title: tellWord(`push.${text}.title`, language),
      body: tellWord(`push.${text}.body`, language),
      lang: language,
      dir: 'ltr',
      tag: 'inbox',
      icon: `${origin}/icon-192.png`,
      navigate: origin + INBOX,
    },
    mutable: true,
  })
  return payload + ' '.repeat(Math.max(0, PAYLOAD_LENGTH - Buffer.byteLength(payload)))
}
