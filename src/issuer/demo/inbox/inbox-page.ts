import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import { commonHeaders } from '../../../core/api/security-headers.ts'
import type { OutgoingMessage } from '../../messaging/message.ts'

const style = `
:root { color-scheme: light dark; --ink: #10211f; --paper: #fbfaf6; --line: #c9cfc9; --brand: #0b4f4a; --soft: #5a6a67 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eeec; --paper: #0e1615; --line: #33423f; --brand: #7fd1c7; --soft: #a5b4b1 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.5 system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.55rem; margin: 0 }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
p { margin: 0.5rem 0 }
.soft, time { color: var(--soft); font-size: 0.85rem }
article { border-top: 1px solid var(--line); padding: 0.9rem 0 }
article h3 { font-size: 1rem; margin: 0 }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.25rem 0 0 }
a { color: var(--brand) }
.action { display: block; width: 100%; min-height: 56px; padding: 0.8rem 1rem; border: 0; border-radius: 0.6rem;
  background: var(--brand); color: var(--paper); font: inherit; font-weight: 600; text-align: center; text-decoration: none }
label { display: block; margin-top: 1.25rem; font-weight: 600 }
input { display: block; width: 100%; min-height: 48px; margin-top: 0.25rem; padding: 0.5rem 0.75rem; border: 1px solid var(--soft);
  border-radius: 0.5rem; background: transparent; color: inherit; font: inherit; font-weight: 400 }
form .action { margin-top: 1.5rem }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px }
`

const styleHash = createHash('sha256').update(style).digest('base64')

const pageHeaders = {
  ...commonHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
} as const

type Markup = ReturnType<typeof html>

/** A page of the demo without any script. */
async function answerPage(
  { title, refresh, status = 200 }: { title: string; refresh?: number; status?: number },
  content: Markup,
): Promise<Response> {
  const page = html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh === undefined ? '' : html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>`
  return new Response(String(await page), { status, headers: pageHeaders })
}

/** A demo officer's code, as their authenticator app shows it. */
export type InboxCode = { readonly login: string; readonly code: string }

/** What the service has sent, by recipient, the newest first, and the codes of the officers. */
export function answerInbox(
  messages: readonly OutgoingMessage[],
  codes: readonly InboxCode[],
): Promise<Response> {
  const byRecipient = [...Map.groupBy(messages, ({ recipient }) => recipient)]
  return answerPage(
    { title: 'Hộp tin nhắn và email', refresh: 5 },
    html`<p class="soft">Bản dùng thử: mọi tin nhắn và email nằm lại ở đây, không gửi ra ngoài. Trang tự cập nhật. /
The demo keeps every message here; nothing leaves this machine.</p>
<p><a class="action" href="/dev/inbox/sms">Gửi tin nhắn SMS / send a text message</a></p>
<section>
<h2>Mã xác thực của cán bộ / officers’ codes</h2>
<p class="soft">Thay cho ứng dụng xác thực trên điện thoại; mã đổi sau mỗi 30 giây, mỗi mã dùng một lần. / Stands for an authenticator app.</p>
<ul>${codes.map(({ login, code }) => html`<li>${login}: <strong>${code}</strong></li>`)}</ul>
</section>
${byRecipient.length === 0 ? html`<p>Chưa có tin nào.</p>` : ''}
${byRecipient.map(
  ([recipient, received]) => html`<section>
<h2>${recipient}</h2>
${received.map(writeMessage)}
</section>`,
)}`,
  )
}

/** What is typed into the form: who sends, and what. */
export type TypedSms = { readonly from: string; readonly text: string }

/** A form to send a text message to the service, as a person does from their phone. */
export function answerSmsForm(
  { from, text }: TypedSms,
  { isRefused }: { isRefused: boolean },
): Promise<Response> {
  return answerPage(
    { title: 'Gửi tin nhắn SMS', status: isRefused ? 422 : 200 },
    html`<p class="soft">Thay cho điện thoại của người dùng thử: tin đi qua đúng cổng nhận tin có chữ ký của hệ thống. Câu trả lời nằm trong
<a href="/dev/inbox">hộp tin nhắn</a>. / Stands for a person's phone; the answer arrives in the inbox.</p>
${isRefused ? html`<p role="alert">Tin chưa gửi được: kiểm tra số điện thoại. / The message was refused.</p>` : ''}
<form method="post" action="/dev/inbox/sms">
<label>Từ số điện thoại / from phone
<input name="from" value="${from}" inputmode="tel" autocomplete="off" required></label>
<label>Nội dung / text
<input name="text" value="${text}" maxlength="1000" autocomplete="off" required></label>
<button class="action">Gửi / send</button>
</form>`,
  )
}

function writeMessage(message: OutgoingMessage): Markup {
  const attachment = message.channel === 'email' ? message.attachment : undefined
  return html`<article>
<time datetime="${new Date(message.createdAt * 1000).toISOString()}">${formatTime(message.createdAt)}</time>
${message.channel === 'email' ? html`<h3>${message.subject}</h3>` : ''}
<p class="text">${message.body}</p>
${attachment ? html`<p><a href="/dev/inbox/${message.id}/attachment" download="${attachment.name}">${attachment.name}</a></p>` : ''}
</article>`
}

const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Asia/Ho_Chi_Minh',
})

function formatTime(at: number): string {
  return timeFormat.format(at * 1000)
}
