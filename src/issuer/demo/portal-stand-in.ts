import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type PortalStandIn = { readonly url: string; stop(): Promise<void> }

/**
 * A feed in place of the official portal's, on an origin of its own: invented news, one of them with what a
 * careless portal has in it (markup, a link elsewhere).
 */
export async function startPortalStandIn(now: number): Promise<PortalStandIn> {
  const server = createServer((request, response) => {
    const isFeed = request.method === 'GET' && request.url === '/rss'
    response.writeHead(isFeed ? 200 : 404, { 'Content-Type': 'application/rss+xml; charset=utf-8' })
    response.end(isFeed ? writeFeed(now) : '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rss`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function writeFeed(now: number): string {
  const date = (daysAgo: number) => new Date((now - daysAgo * 86_400) * 1000).toUTCString()
  const item = (title: string, link: string, daysAgo: number, summary: string) =>
    `<item><title>${title}</title><link>${link}</link><pubDate>${date(daysAgo)}</pubDate><description>${summary}</description></item>`
  const items = [
    item(
      'Tin mẫu: lịch chi trả lương hưu tháng 12',
      'https://baohiemxahoi.gov.vn/mau/lich-chi-tra',
      1,
      '&lt;p&gt;Chi trả từ ngày &lt;b&gt;01/12&lt;/b&gt; qua tài khoản.&lt;/p&gt;',
    ),
    item(
      'Tin mẫu: hội nghị tập huấn',
      'https://baohiemxahoi.gov.vn/mau/tap-huan',
      3,
      'Tập huấn nghiệp vụ cho cán bộ cơ sở.',
    ),
    item('Tin mẫu: liên kết ra ngoài', 'https://baohiemxahoi-gov.vn/khong-lay', 4, 'Bài này không được lấy.'),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Cổng mẫu</title>${items.join('')}</channel></rss>`
}
